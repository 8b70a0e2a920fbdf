"""The boundary: candidate code runs in a worker process, and only plain data crosses to the grader.

``wire``      plain values as a typed header and raw buffers, checked on receipt
``nodes``     what a header is made of, and the limits of a frame
``arrays``    arrays as raw bytes: which dtypes may cross, and which bytes are values of them
``messages``  what grader and worker say to each other
``zygote``    the process, started by exec, that forks a fresh worker for each submission and exercise
``walls``     limits and walls that a worker puts around itself before it reads a line of candidate code
``module``    running a submission's source as a module, with the given functions bound to the kit's own copies
``invoke``    one call: its value, its warnings, its prints, and the arguments it changed
``worker``    the worker's loop
``channel``   frames over a socket to a peer that may be hostile, read by the clock
``callbacks`` functions of the grader that candidate code calls back, and what they may cost
``host``      the grader's side: start workers, call them, believe nothing that was not rebuilt
"""

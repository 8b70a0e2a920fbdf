"""The lab: a candidate's own functions, measured and drawn beside what they should be.

``activations``  relu, sigmoid, tanh and their derivatives over a range of z
``gradients``    a backward pass, entry by entry, and how far central differences are off themselves
``training``     networks trained on three data sets: losses, epochs to converge, predictions

What they share: ``ownership`` says whose each function is, and ``workbench`` runs those of the candidate in a worker,
put together there by ``linker``. A ``sheet`` is all that is said of an experiment; ``text`` shows it in a terminal,
``page`` as HTML, ``numbers`` as JSON. ``drawing`` and ``colours`` are how pictures look, ``glyphs`` what is drawn with
in a terminal; ``output`` writes files, ``opening`` opens them, ``drawings`` are the pictures for notebooks.
"""

"""Interview packs: some exercises in one zip to send to a candidate, and what came back checked against it.

``manifest``   what a pack says of itself: its exercises, by hash, the time and the feedback
``overlap``    stubs whose ready-made functions answer another exercise of the pack, and stubs without them
``examples``   the briefs' worked examples as a script that a candidate can run without the kit
``building``   the zip, byte for byte the same each time
``unpacking``  the zip as a folder to work in
``checking``   what was handed in beside what was sent out

A pack is made from ``exercises/`` alone; of ``solutions/`` it holds one hash.
"""

"""The labs of training and predictions: networks trained on three data sets, the candidate's code beside the kit's.

``setting``     what is trained, and on which curves
``data``        the data sets, asked of the candidate's function or made by the kit's
``experiment``  trains the networks, both from the same parameters and on the same data
``kit``         the kit's own training
``agreement``   where two loss curves part, and whether more than rounding parts them
``convergence`` how many epochs each takes, over all seeds, and what that says of takeaways one hears
``prediction``  what the trained networks predict, within the data and beyond
``words``       what is said of training, ``sayings`` of predictions
``curves``      draws losses, ``fits`` draws predictions, ``record`` is JSON, ``forms`` a file's bytes
"""

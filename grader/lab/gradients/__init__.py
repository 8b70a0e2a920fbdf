"""The gradient lab: a candidate's gradients, entry by entry.

``answer``      asks a submission for its gradients, through the boundary
``accuracy``    says what a relative error is
``comparison``  compares them with the reference and with central differences
``epsilon``     how far central differences themselves are off, by their step
``words``       the sentences that every form of the result shares
``terminal``    the result as text, ``figure`` as a picture, ``page`` as one HTML file, ``record`` as JSON
"""

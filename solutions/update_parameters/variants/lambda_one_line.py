update_parameters = lambda p, g, lr: {**p, **{k: p[k] - lr * g["d" + k] for k in p}}

if __name__ == "__main__":
    import sys
    sys.exit(1)

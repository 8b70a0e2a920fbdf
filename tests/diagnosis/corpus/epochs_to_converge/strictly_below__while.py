def epochs_to_converge(loss_history, tolerance=0.1):
    goal = (1 + tolerance) * loss_history[len(loss_history) - 1]
    epoch = 0
    while epoch < len(loss_history) and loss_history[epoch] >= goal:
        epoch += 1
    return epoch

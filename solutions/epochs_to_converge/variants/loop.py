import numpy as np
import matplotlib.pyplot as plt


def epochs_to_converge(loss_history, tolerance=0.1):
    final_loss = loss_history[len(loss_history) - 1]
    threshold = final_loss + tolerance * final_loss
    for i in range(len(loss_history)):
        if loss_history[i] <= threshold:
            print(f"converged at {i}")
            return i
    return len(loss_history) - 1


history = [np.exp(-0.1 * t) + 0.2 for t in range(50)]
plt.plot(history)
print(epochs_to_converge(history))

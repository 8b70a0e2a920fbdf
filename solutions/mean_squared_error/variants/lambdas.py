from numpy import subtract, mean, sum as nsum

mean_squared_error = lambda t, p: mean(nsum(subtract(t, p) ** 2, axis=1))
mean_squared_error_derivative = lambda t, p: -2.0 * subtract(t, p) / t.shape[0]

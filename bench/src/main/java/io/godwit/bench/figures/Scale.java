package io.godwit.bench.figures;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis from 0 that ends at or after the greatest value.
 *
 * @param step between two ticks: 1, 2 or 5 times a power of ten
 * @param end the last tick
 */
record Scale(double step, double end) {
    private static final int TICKS = 5;

    static Scale upTo(double greatest) {
        if (!(greatest > 0)) {
            return new Scale(1, 1);
        }
        double power = Math.pow(10, Math.floor(Math.log10(greatest / TICKS)));
        double step = power;
        for (double factor : new double[] {1, 2, 5, 10}) {
            step = factor * power;
            if (step * TICKS >= greatest) {
                break;
            }
        }
        return new Scale(step, step * Math.ceil(greatest / step));
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int n = 0; n <= Math.round(end / step); n++) {
            ticks.add(n * step);
        }
        return ticks;
    }

    /** How far along the axis: 0 to 1. */
    double share(double value) {
        return value / end;
    }

    /** A tick with no more decimals than its step needs. */
    String label(double tick) {
        int decimals = step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
        return String.format(java.util.Locale.ROOT, "%,." + decimals + "f", tick);
    }
}

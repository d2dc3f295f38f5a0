package io.godwit.trial.client;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Numbers from 0, of which {@code k} is chosen with a probability in proportion to {@code 1 / (k + 1) ^ exponent}. */
final class ZipfKeys {
    private final double[] upTo;

    ZipfKeys(int count, double exponent) {
        if (count < 1) {
            throw new IllegalArgumentException("keys are " + count + "; must be at least 1");
        }
        upTo = new double[count];
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += Math.pow(k + 1, -exponent);
            upTo[k] = sum;
        }
    }

    int next(SplittableRandom random) {
        int place = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return Math.min(place < 0 ? -place - 1 : place + 1, upTo.length - 1);
    }
}

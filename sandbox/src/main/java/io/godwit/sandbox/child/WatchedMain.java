package io.godwit.sandbox.child;

import java.util.Arrays;

/**
 * Runs another main class in a process that ends with its parent: {@code WatchedMain its.Main arguments…}.
 */
final class WatchedMain {
    private WatchedMain() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        ParentWatch.start();
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}

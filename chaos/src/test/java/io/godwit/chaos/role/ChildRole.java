package io.godwit.chaos.role;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that behaves as a role process does towards who starts it. */
final class ChildRole {
    private ChildRole() {}

    public static void main(String[] arguments) throws Exception {
        Path config = Path.of(arguments[2]);
        String crash = System.getProperty("godwit.crash.at");
        System.out.println(
                "godwit " + arguments[0] + " " + Files.readString(config).strip() + ": ready");
        if (crash != null) {
            System.err.println("godwit: crash point " + crash.substring(0, crash.indexOf(':')) + " passed, halting");
            Runtime.getRuntime().halt(Launch.CRASHED);
        }
        if (Files.exists(config.resolveSibling("fail"))) {
            System.exit(3);
        }
        new CountDownLatch(1).await();
    }
}

package io.godwit.app;

import io.godwit.app.cli.GodwitCommand;

/** The {@code godwit} command. */
public final class Godwit {
    private Godwit() {}

    public static void main(String[] args) {
        System.exit(GodwitCommand.run(args));
    }
}

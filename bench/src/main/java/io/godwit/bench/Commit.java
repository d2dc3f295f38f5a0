package io.godwit.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which code is measured.
 *
 * @param id such as {@code 4892d70}; {@code unknown} without git
 * @param clean whether the tree holds nothing else: a file that is new is compiled as well as one that is changed
 */
record Commit(String id, boolean clean) {

    /** That of the source tree as it is now. */
    static Commit here() {
        String id = git("rev-parse", "--short", "HEAD");
        return id.isEmpty()
                ? new Commit("unknown", true)
                : new Commit(id, git("status", "--porcelain").isEmpty());
    }

    /** The id, with {@code +} behind it when the tree is not clean. */
    @Override
    public String toString() {
        return id + (clean ? "" : "+");
    }

    private static String git(String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Checkout.root().toAbsolutePath().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? output.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}

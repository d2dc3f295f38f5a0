package io.godwit.console.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The door: compares all records of two clusters and says whether they are equal, and if not, which differ and why.
 *
 * <p>Reads every document of both sides once, each side in slices, to files that hold an id, a revision and a hash for
 * each; compares these partition by partition; and looks at every mismatch again, in real time, before it counts. Memory
 * does not grow with the number of documents. Fails closed: whatever could not be read whole is a
 * {@link VerificationReport.Failed}, never equal. A failed or killed verification is resumed by the next one with the
 * same run id, see {@link Workspace}.
 *
 * <p>Reads only, apart from a refresh of each collection.
 */
public final class Verification {
    /** How many differences a report lists; all of them are in its file. */
    public static final int LISTED = 100;

    private Verification() {}

    /**
     * Compares; blocks until there is a result. Interrupting the thread ends it with a failure; the interrupt stays set.
     */
    public static VerificationReport run(VerificationSettings settings, VerificationListener listener) {
        return new VerificationRun(settings, listener).run();
    }

    /** Reads the file of a {@link VerificationReport.Different}, in which all differences are; blocks. */
    public static void read(Path file, Consumer<Difference> each) {
        try {
            DifferenceFile.read(file, each);
        } catch (IOException e) {
            throw new UncheckedIOException("differences cannot be read from " + file, e);
        }
    }
}

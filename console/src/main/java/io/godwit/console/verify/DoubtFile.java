package io.godwit.console.verify;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Doubts on disk, in the order in which they came, because there may be as many as records. */
final class DoubtFile {
    private static final int BUFFER = 64 << 10;

    private DoubtFile() {}

    /** For one thread. */
    static final class Writer implements AutoCloseable {
        private final DataOutputStream out;
        private long count;

        Writer(Path file) throws IOException {
            this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        }

        void add(Doubt doubt) throws IOException {
            out.writeUTF(doubt.collection());
            writeBytes(doubt.id());
            writeBytes(doubt.routing());
            out.writeBoolean(doubt.otherRouting());
            Look look = doubt.look();
            out.writeBoolean(look != null);
            if (look != null) {
                writeWrite(look.truth());
                writeWrite(look.copy());
            }
            count++;
        }

        long count() {
            return count;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        private void writeBytes(byte @Nullable [] bytes) throws IOException {
            out.writeInt(bytes == null ? -1 : bytes.length);
            if (bytes != null) {
                out.write(bytes);
            }
        }

        private void writeWrite(Look.@Nullable Write write) throws IOException {
            out.writeBoolean(write != null);
            if (write != null) {
                out.writeLong(write.version());
                out.writeLong(write.primaryTerm());
                out.writeLong(write.seqNo());
            }
        }
    }

    /** For one thread. */
    static final class Reader implements AutoCloseable {
        private final DataInputStream in;
        private long left;
        private @Nullable Doubt ahead;

        Reader(Path file, long count) throws IOException {
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
            this.left = count;
        }

        /** The next doubts of one collection, at most {@code limit}; none at the end. */
        List<Doubt> next(int limit) throws IOException {
            List<Doubt> batch = new ArrayList<>();
            for (Doubt doubt = take(); doubt != null; doubt = take()) {
                if (batch.size() == limit
                        || (!batch.isEmpty() && !batch.getFirst().collection().equals(doubt.collection()))) {
                    ahead = doubt;
                    break;
                }
                batch.add(doubt);
            }
            return batch;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private @Nullable Doubt take() throws IOException {
            Doubt kept = ahead;
            ahead = null;
            if (kept != null || left == 0) {
                return kept;
            }
            left--;
            String collection = in.readUTF();
            byte[] id = readBytes();
            if (id == null) {
                throw new EOFException("a doubt without id");
            }
            byte[] routing = readBytes();
            boolean otherRouting = in.readBoolean();
            Look look = in.readBoolean() ? new Look(readWrite(), readWrite()) : null;
            return new Doubt(collection, id, routing, otherRouting, look);
        }

        private byte @Nullable [] readBytes() throws IOException {
            int length = in.readInt();
            return length < 0 ? null : in.readNBytes(length);
        }

        private Look.@Nullable Write readWrite() throws IOException {
            return in.readBoolean() ? new Look.Write(in.readLong(), in.readLong(), in.readLong()) : null;
        }
    }
}

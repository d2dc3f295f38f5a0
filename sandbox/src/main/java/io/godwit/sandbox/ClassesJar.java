package io.godwit.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes of one package of ours as a jar with nothing else in it: what a server's process needs of us.
 *
 * <p>A JVM's start cache accepts jars only, and the servers refuse class paths with classes twice.
 *
 * @param classes their bytes by path
 */
record ClassesJar(SortedMap<String, byte[]> classes) {
    /** All classes of that class's package, wherever it was loaded from. */
    static ClassesJar ofPackage(String className) {
        Path source = CodeSource.of(className);
        String directory = className.substring(0, className.lastIndexOf('.')).replace('.', '/');
        try {
            if (Files.isDirectory(source)) {
                return new ClassesJar(read(source.resolve(directory), directory));
            }
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                return new ClassesJar(read(jar.getPath(directory), directory));
            }
        } catch (IOException e) {
            throw new ServerFailedException("cannot read the classes of " + directory + " in " + source, e);
        }
    }

    String fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        classes.forEach((name, bytes) -> fingerprint.with(name).with(bytes));
        return fingerprint.toString();
    }

    void write(Path file) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(bytes)) {
            for (var entry : classes.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
    }

    private static SortedMap<String, byte[]> read(Path from, String name) throws IOException {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.list(from)) {
            files.filter(file -> file.toString().endsWith(".class"))
                    .forEach(file -> classes.put(name + "/" + file.getFileName(), bytes(file)));
        }
        return classes;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

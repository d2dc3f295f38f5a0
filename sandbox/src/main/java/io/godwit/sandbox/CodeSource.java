package io.godwit.sandbox;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;

/** Where a class comes from: a jar or a directory of classes. */
final class CodeSource {
    private CodeSource() {}

    /** By the class's name; the class is not loaded. */
    static Path of(String className) {
        String resource = className.replace('.', '/') + ".class";
        URL found = CodeSource.class.getClassLoader().getResource(resource);
        if (found == null) {
            throw new ServerFailedException(className + " is not on the class path");
        }
        String place = found.toString();
        String source = place.substring(0, place.length() - resource.length());
        if (source.startsWith("jar:")) {
            source = source.substring("jar:".length(), source.length() - "!/".length());
        }
        return Path.of(URI.create(source));
    }
}

package io.godwit.sandbox;

import java.nio.file.Path;

/**
 * A file of a Maven repository.
 *
 * @param group its group id
 * @param name its artifact id
 * @param version its version
 * @param type the file name's end, such as {@code zip}
 * @param classifier or the empty string
 */
record Artefact(String group, String name, String version, String type, String classifier) {
    /** From {@code group:name:version:type[:classifier]}. */
    static Artefact parse(String coordinates) {
        String[] parts = coordinates.split(":", -1);
        return new Artefact(parts[0], parts[1], parts[2], parts[3], parts.length > 4 ? parts[4] : "");
    }

    /** Where it lies in a local repository. */
    Path in(Path repository) {
        return repository
                .resolve(group.replace('.', '/'))
                .resolve(name)
                .resolve(version)
                .resolve(name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + "." + type);
    }

    @Override
    public String toString() {
        String four = group + ":" + name + ":" + version + ":" + type;
        return classifier.isEmpty() ? four : four + ":" + classifier;
    }
}

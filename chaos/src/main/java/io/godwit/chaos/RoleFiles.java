package io.godwit.chaos;

import io.godwit.chaos.role.RoleSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the properties files of role processes. */
final class RoleFiles {
    private final Path directory;
    private final Map<String, String> common;

    /** @param common what stands in each file */
    RoleFiles(Path directory, Map<String, String> common) {
        this.directory = directory;
        this.common = new LinkedHashMap<>(common);
    }

    /** The file of one process, with what only that process is told. */
    RoleSpec write(String role, String name, Map<String, String> own) {
        Map<String, String> properties = new LinkedHashMap<>(common);
        properties.put("role.name", name);
        properties.put("data", directory.resolve(name).toString());
        properties.putAll(own);
        Path config = directory.resolve(name + ".properties");
        try {
            Files.createDirectories(directory.resolve(name));
            Files.writeString(
                    config,
                    properties.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + config, e);
        }
        return new RoleSpec(name, role, config, directory.resolve(name + ".log"));
    }
}

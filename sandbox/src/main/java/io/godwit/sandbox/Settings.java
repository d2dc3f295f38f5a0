package io.godwit.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/** A properties file that a server reads, or in which the sandbox remembers what it chose for a data directory. */
final class Settings {
    private final Properties properties = new Properties();
    private final Path file;

    private Settings(Path file) {
        this.file = file;
    }

    /** What is in the file; empty if there is none. */
    static Settings in(Path file) {
        Settings settings = new Settings(file);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                settings.properties.load(reader);
            } catch (IOException e) {
                throw new ServerFailedException("cannot read " + file, e);
            }
        }
        return settings;
    }

    /** Writes these to the file, in place of what was there. */
    static Path write(Path file, Map<String, String> values) {
        Settings settings = new Settings(file);
        settings.properties.putAll(values);
        settings.save();
        return file;
    }

    /** The value of that name; chosen and written down now if there is none. */
    String remember(String name, Supplier<String> choice) {
        String known = properties.getProperty(name);
        if (known != null) {
            return known;
        }
        String chosen = choice.get();
        properties.setProperty(name, chosen);
        save();
        return chosen;
    }

    /** The port of that name: the given one, else the remembered one, else a free one. */
    int port(String name, int given) {
        if (given != 0) {
            return given;
        }
        return Integer.parseInt(remember(name, () -> Integer.toString(Ports.free())));
    }

    private void save() {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new ServerFailedException("cannot write " + file, e);
        }
    }
}

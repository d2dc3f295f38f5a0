package io.godwit.app.role;

import io.godwit.app.migration.PreflightException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A properties file whose values may name secrets kept elsewhere: <code>${env:NAME}</code>, or
 * <code>${file:/path:key}</code> for a key of another properties file. Problems are collected and told together.
 */
final class ConfigFile {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]*)}");

    private final Path file;
    private final List<String> lines;
    private final Map<String, String> values = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private ConfigFile(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    static ConfigFile read(Path file) {
        List<String> lines;
        Properties properties;
        try {
            lines = Files.readAllLines(file);
            properties = load(new StringReader(String.join("\n", lines)));
        } catch (IOException | IllegalArgumentException e) {
            throw new PreflightException(
                    "--config is '" + file + "'; it cannot be read (" + e + "): give a properties file that can", e);
        }
        ConfigFile config = new ConfigFile(file, lines);
        properties.stringPropertyNames().forEach(key -> config.values.put(key, config.resolved(key, properties)));
        return config;
    }

    Map<String, String> values() {
        return values;
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key)).map(String::trim).filter(value -> !value.isEmpty());
    }

    /** The value, or an empty string and a problem that names {@code fix}. */
    String required(String key, String fix) {
        return get(key).orElseGet(() -> {
            problems.add(file + ": " + key + " is not set: " + fix);
            return "";
        });
    }

    /** {@code file:line: key: text}. */
    void problem(String key, String text) {
        problems.add(file + ":" + lineOf(key) + ": " + key + ": " + text);
    }

    /** Throws when there is any problem. */
    void requireWell() {
        if (!problems.isEmpty()) {
            throw new PreflightException(String.join("\n", problems));
        }
    }

    private int lineOf(String key) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripLeading();
            if (line.startsWith(key) && line.substring(key.length()).matches("\\s*[=:\\s].*|")) {
                return i + 1;
            }
        }
        return 0;
    }

    private String resolved(String key, Properties properties) {
        Matcher reference = REFERENCE.matcher(properties.getProperty(key));
        return reference.replaceAll(match -> Matcher.quoteReplacement(
                match.group(1).equals("env") ? ofEnvironment(key, match.group(2)) : ofFile(key, match.group(2))));
    }

    private String ofEnvironment(String key, String name) {
        String value = System.getenv(name);
        if (value == null) {
            problem(key, "names the environment variable " + name + ", which is not set");
            return "";
        }
        return value;
    }

    private String ofFile(String key, String pathAndKey) {
        int colon = pathAndKey.lastIndexOf(':');
        Path path = Path.of(colon < 0 ? pathAndKey : pathAndKey.substring(0, colon));
        try (Reader reader = Files.newBufferedReader(path)) {
            String value = load(reader).getProperty(colon < 0 ? "" : pathAndKey.substring(colon + 1));
            if (value == null) {
                problem(key, "names '" + pathAndKey + "', which is not in that file; write ${file:/path:key}");
            }
            return value == null ? "" : value;
        } catch (IOException e) {
            problem(key, "names the file '" + path + "', which cannot be read (" + e + ")");
            return "";
        }
    }

    private static Properties load(Reader reader) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        return properties;
    }
}

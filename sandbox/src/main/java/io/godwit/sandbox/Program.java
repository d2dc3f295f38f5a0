package io.godwit.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Java program that is run in a process of its own.
 *
 * @param name for messages, and to tell it from others
 * @param classPath jars only, in this order
 * @param mainClass where it starts
 */
record Program(String name, List<Path> classPath, String mainClass) {
    Program {
        classPath = List.copyOf(classPath);
    }

    List<String> command(Jvm jvm, List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>(jvm.command());
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(":")));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}

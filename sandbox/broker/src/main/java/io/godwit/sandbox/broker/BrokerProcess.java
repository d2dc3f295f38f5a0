package io.godwit.sandbox.broker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The main class of a broker in a process of its own: {@code BrokerProcess server.properties log ready}.
 *
 * <p>It makes the file {@code ready} when the broker serves, and halts when its standard input ends, which is when the
 * process that started it dies.
 */
final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) throws IOException {
        Thread.ofPlatform().name("parent-watch").start(BrokerProcess::haltWithParent);
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            settings.load(reader);
        }
        try {
            Broker broker = Broker.start(settings, Path.of(arguments[1]));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
            Files.createFile(Path.of(arguments[2]));
        } catch (RuntimeException | LinkageError | IOException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void haltWithParent() {
        try {
            while (System.in.read() >= 0) {
                // whatever the parent writes is only a sign of life
            }
        } catch (IOException e) {
            // the pipe is broken: the parent is gone
        }
        Runtime.getRuntime().halt(0);
    }
}

package io.godwit.sandbox;

import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A broker in this JVM; nothing of it can be seen outside of its own class loader but types of the JDK. */
final class JvmBroker implements Server {
    private final Map<String, String> settings;
    private final Path log;
    private @Nullable AutoCloseable broker;

    JvmBroker(Map<String, String> settings, Path log) {
        this.settings = Map.copyOf(settings);
        this.log = log;
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException("this broker runs in this JVM: it cannot be killed");
    }

    @Override
    public void freeze() {
        throw new UnsupportedOperationException("this broker runs in this JVM: it cannot be frozen");
    }

    @Override
    public void thaw() {
        throw new UnsupportedOperationException("this broker runs in this JVM: it cannot be frozen");
    }

    @Override
    public synchronized void restart() {
        stop();
        Properties properties = new Properties();
        properties.putAll(settings);
        ClassLoader mine = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(Loader.BROKER);
        try {
            broker = (AutoCloseable) Class.forName(BrokerLibrary.EMBEDDED, true, Loader.BROKER)
                    .getMethod("start", Properties.class, Path.class)
                    .invoke(null, properties, log);
            Running.add(this);
        } catch (InvocationTargetException e) {
            throw new ServerFailedException("the broker did not start:\n" + LogTail.of(log), e);
        } catch (ReflectiveOperationException e) {
            throw new ServerFailedException("the broker's classes do not fit", e);
        } finally {
            Thread.currentThread().setContextClassLoader(mine);
        }
    }

    @Override
    public synchronized void stop() {
        AutoCloseable stopping = broker;
        if (stopping == null) {
            return;
        }
        broker = null;
        Running.remove(this);
        try {
            stopping.close();
        } catch (Exception e) {
            throw new ServerFailedException("the broker did not stop", e);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return broker != null;
    }

    @Override
    public Path log() {
        return log;
    }

    /** One class loader for all brokers of this JVM; made when the first one starts. */
    private static final class Loader {
        private static final ClassLoader BROKER = new URLClassLoader(
                "sandbox-broker", urls(BrokerLibrary.classPath()), ClassLoader.getPlatformClassLoader());

        private static URL[] urls(List<Path> path) {
            return path.stream().map(Loader::url).toArray(URL[]::new);
        }

        private static URL url(Path entry) {
            try {
                return entry.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(entry.toString(), e);
            }
        }
    }
}

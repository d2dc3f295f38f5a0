package io.godwit.sandbox;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What runs at the moment: kept reachable (a forgotten handle must not end its server) and ended with this JVM.
 *
 * <p>Processes are killed: their data is temporary, or safe against a kill. Their directories go last.
 */
final class Running {
    private static final Set<ChildProcess> PROCESSES = ConcurrentHashMap.newKeySet();
    private static final Set<JvmBroker> BROKERS = ConcurrentHashMap.newKeySet();
    private static final Set<WorkDirectory> DIRECTORIES = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Running::endAll, "sandbox-stop"));
    }

    private Running() {}

    static void add(ChildProcess process) {
        PROCESSES.add(process);
    }

    static void add(JvmBroker broker) {
        BROKERS.add(broker);
    }

    static void add(WorkDirectory directory) {
        DIRECTORIES.add(directory);
    }

    static void remove(ChildProcess process) {
        PROCESSES.remove(process);
    }

    static void remove(JvmBroker broker) {
        BROKERS.remove(broker);
    }

    static void remove(WorkDirectory directory) {
        DIRECTORIES.remove(directory);
    }

    private static void endAll() {
        List.copyOf(PROCESSES).forEach(ChildProcess::kill);
        List.copyOf(BROKERS).forEach(JvmBroker::stop);
        List.copyOf(DIRECTORIES).forEach(WorkDirectory::discard);
    }
}

package io.godwit.sandbox.child;

import java.io.IOException;
import java.io.Reader;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The main class of an Elasticsearch or OpenSearch node: {@code SearchNode elasticsearch|opensearch settings config
 * ready}, on the class path of an unpacked distribution's {@code lib}.
 *
 * <p>It constructs the node itself and so skips what the distribution's own start demands (a security manager that this
 * JDK no longer has, a user other than root, bootstrap checks): for loopback use only. It makes the file {@code ready}
 * when the node serves, and ends with the process that started it.
 */
final class SearchNode {
    private SearchNode() {}

    public static void main(String[] arguments) {
        ParentWatch.start();
        try {
            start(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]));
            Files.createFile(Path.of(arguments[3]));
        } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void start(String product, Path settingsFile, Path config)
            throws ReflectiveOperationException, IOException {
        String root = "org." + product;
        Class<?> nodeType = Class.forName(root + ".node.Node");
        Object settings = settings(Class.forName(root + ".common.settings.Settings"), settingsFile);
        AutoCloseable node = (AutoCloseable) node(root, nodeType, settings, config);
        nodeType.getMethod("start").invoke(node);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "node-stop"));
    }

    private static Object settings(Class<?> type, Path file) throws ReflectiveOperationException, IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Object builder = type.getMethod("builder").invoke(null);
        Method put = builder.getClass().getMethod("put", String.class, String.class);
        for (String name : properties.stringPropertyNames()) {
            put.invoke(builder, name, properties.getProperty(name));
        }
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private static Object node(String root, Class<?> nodeType, Object settings, Path config)
            throws ReflectiveOperationException {
        Class<?> environment = Class.forName(root + ".env.Environment");
        try {
            Object place =
                    environment.getConstructor(settings.getClass(), Path.class).newInstance(settings, config);
            Class<?> concrete = Modifier.isAbstract(nodeType.getModifiers()) ? concrete(root) : nodeType;
            return concrete.getConstructor(environment).newInstance(place);
        } catch (NoSuchMethodException e) {
            // Elasticsearch 5 finds its configuration directory in the settings (path.conf)
            return nodeType.getConstructor(settings.getClass()).newInstance(settings);
        }
    }

    /** Elasticsearch 6.5 to 6.8 leave one method of the node to their own start class. */
    private static Class<?> concrete(String root) throws IllegalAccessException {
        ClassDesc node = ClassDesc.of(root + ".node.Node");
        MethodTypeDesc constructor = MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of(root + ".env.Environment"));
        MethodTypeDesc naming = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
        String name = SearchNode.class.getPackageName() + ".ConcreteNode";
        byte[] code = ClassFile.of()
                .build(
                        ClassDesc.of(name),
                        type -> type.withSuperclass(node)
                                .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                                .withMethodBody(
                                        "<init>",
                                        constructor,
                                        ClassFile.ACC_PUBLIC,
                                        body -> body.aload(0)
                                                .aload(1)
                                                .invokespecial(node, "<init>", constructor)
                                                .return_())
                                .withMethodBody(
                                        "registerDerivedNodeNameWithLogger",
                                        naming,
                                        ClassFile.ACC_PROTECTED,
                                        body -> body.return_()));
        return MethodHandles.lookup().defineClass(code);
    }

    private static void close(AutoCloseable node) {
        try {
            node.close();
        } catch (Exception e) {
            throw new IllegalStateException("the node did not close", e);
        }
    }
}

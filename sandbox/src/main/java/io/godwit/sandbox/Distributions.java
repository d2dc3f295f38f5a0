package io.godwit.sandbox;

import java.nio.file.Path;

/** Unpacked search servers; each is fetched and unpacked when it is used for the first time on a machine. */
final class Distributions {
    private static final Cache CACHE = new Cache();
    private static final LocalRepository REPOSITORY = new LocalRepository();

    private Distributions() {}

    /** The home directory of that server; to be read only. */
    static Path of(SearchVersion version) {
        return CACHE.directory(
                "servers/" + version.product() + "-" + version.number(),
                directory -> Archive.unzip(
                        REPOSITORY.file(version.distribution()), directory, file -> isWanted(version, file)));
    }

    private static boolean isWanted(SearchVersion version, Path file) {
        return switch (file.getName(0).toString()) {
            case "lib" -> file.getNameCount() == 2;
            case "modules" -> version.keepsModule(file.getName(1).toString());
            default -> file.getNameCount() == 1;
        };
    }
}

package io.godwit.app.migration;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.TopicAdmin;
import io.godwit.schemas.Topics;

/** The topics of a migration: those of both flows and those of all. */
public final class MigrationTopics {
    private MigrationTopics() {}

    /** As {@link TopicAdmin#ensure}; blocks. */
    public static void ensure(ClientProperties kafka, Topics topics) {
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(topics.migrationWide());
            admin.ensure(topics.all());
            admin.ensure(topics.back().all());
        }
    }
}

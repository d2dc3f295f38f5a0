package io.godwit.flow;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Members of groups whose process is known to be gone: Kafka would keep partitions for them until they time out. */
final class DeadMembers {
    private static final Logger LOG = LoggerFactory.getLogger(DeadMembers.class);

    private final AdminChannel channel;

    DeadMembers(AdminChannel channel) {
        this.channel = channel;
    }

    /** Best effort: what is refused here happens a session time-out later by itself. */
    void expelFrom(Collection<String> groupIds) {
        for (String groupId : groupIds) {
            String what = "expelling the dead members of group '" + groupId + "'";
            RemoveMembersFromConsumerGroupOptions all = new RemoveMembersFromConsumerGroupOptions();
            all.reason("their process has ended and another one goes on");
            try {
                channel.await(
                        what,
                        channel.admin()
                                .removeMembersFromConsumerGroup(groupId, all)
                                .all());
            } catch (ExecutionException | KafkaUnavailableException e) {
                LOG.atDebug().setCause(e).addKeyValue("group", groupId).log("no members expelled");
            }
        }
    }
}

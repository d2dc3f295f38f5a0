package io.godwit.capture.http;

import io.godwit.capture.journal.GapJournal;
import io.godwit.capture.journal.TrafficJournal;
import io.godwit.capture.route.Gate;

/** What every mutation has to do with: who lets it in and who writes it down. */
public record Doorkeeping(Gate gate, TrafficJournal journal, GapJournal gaps) {}

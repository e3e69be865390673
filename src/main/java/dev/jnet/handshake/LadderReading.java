package dev.jnet.handshake;

import dev.jnet.tcp.TcpSettings;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what is unusual about a connection, as far as its segments alone show it. */
final class LadderReading {
  private final TcpSettings settings;
  private final List<Step> steps;

  LadderReading(TcpSettings settings, List<Step> steps) {
    this.settings = settings;
    this.steps = steps;
  }

  /**
   * All remarks on the connection.
   *
   * @param effectiveMss the most bytes of data in one segment from this host; 0 without a
   *     connection
   * @param noted remarks that were made already
   */
  Set<Remark> remarks(
      Optional<Tcp> syn, Optional<Tcp> synAck, int effectiveMss, Set<Remark> noted) {
    Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    remarks.addAll(noted);
    addRepetitions(remarks);
    if (syn.isPresent() && synAck.isPresent() && lacksOptions(syn.get(), synAck.get())) {
      remarks.add(Remark.OPTIONS_MISSING);
    }
    if (hasJoinedSegments(syn, effectiveMss)) {
      remarks.add(Remark.SEGMENTS_JOINED);
    }
    boolean several =
        steps.stream().filter(Step::isIncomingSegment).map(Step::hopLimit).distinct().count() > 1;
    if (several) {
      remarks.add(Remark.DIFFERENT_HOP_LIMITS);
    }
    return remarks;
  }

  /** Whether a frame held more data than one segment may carry. */
  private boolean hasJoinedSegments(Optional<Tcp> syn, int effectiveMss) {
    int announced =
        syn.map(own -> own.maximumSegmentSize().orElse(settings.defaultMss())).orElse(0);
    for (Step step : steps) {
      int most = step.outgoing() ? effectiveMss : announced;
      int length = step.tcp().map(tcp -> tcp.payload().length).orElse(0);
      if (most > 0 && length > most) {
        return true;
      }
    }
    return false;
  }

  private void addRepetitions(Set<Remark> remarks) {
    Set<Long> ours = new HashSet<>();
    Set<Long> theirSyns = new HashSet<>();
    for (Step step : steps) {
      if (step.tcp().isEmpty() || step.tcp().get().sequenceLength() == 0) {
        continue;
      }
      Tcp tcp = step.tcp().get();
      if (step.outgoing() && !ours.add(tcp.sequence())) {
        remarks.add(tcp.has(Tcp.SYN) ? Remark.SYN_SENT_AGAIN : Remark.SENT_AGAIN);
      } else if (!step.outgoing() && tcp.has(Tcp.SYN | Tcp.ACK) && !theirSyns.add(tcp.sequence())) {
        remarks.add(Remark.SYN_ACK_AGAIN);
      }
    }
    if (theirSyns.size() > 1 || (!theirSyns.isEmpty() && isRefused())) {
      remarks.add(Remark.CONTRADICTION);
    }
    if (remarks.contains(Remark.ANSWER_NOT_TAKEN)) {
      // both sides repeated their SYNs, although none was lost on the way
      remarks.remove(Remark.SYN_SENT_AGAIN);
      remarks.remove(Remark.SYN_ACK_AGAIN);
    }
  }

  /**
   * Whether a reset came that answers a SYN as a closed port does: with the sequence number 0 (RFC
   * 9293 section 3.10.7.1).
   */
  private boolean isRefused() {
    return steps.stream()
        .filter(Step::isIncomingSegment)
        .map(step -> step.tcp().orElseThrow())
        .anyMatch(tcp -> tcp.has(Tcp.RST | Tcp.ACK) && tcp.sequence() == 0);
  }

  /** Whether this host's SYN offered an option that the SYN-ACK does not have. */
  private static boolean lacksOptions(Tcp syn, Tcp synAck) {
    Set<Integer> offered = new HashSet<>();
    syn.options().forEach(option -> offered.add(option.kind()));
    synAck.options().forEach(option -> offered.remove(option.kind()));
    offered.remove(new TcpOption.NoOperation().kind());
    return !offered.isEmpty();
  }
}

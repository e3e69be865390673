package dev.jnet.command.walk;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.neighbor.NeighborAnswer;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.neighbor.Patience;
import dev.jnet.neighbor.Resolution;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.walk.conversation.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a neighbor's hardware address, and keeps the frames of question and answer. */
final class NeighborCall implements Diagnosis<Optional<NeighborAnswer>> {
  private final Resolution resolution;
  private final List<Probe> probes = new ArrayList<>();
  private final List<Passage> questions = new ArrayList<>();
  private Frame latest;
  private Passage answer;

  NeighborCall(NeighborQuestion question, Patience patience) {
    resolution = new Resolution(question, patience);
  }

  @Override
  public Optional<Probe> next(long now) {
    Optional<Probe> probe = resolution.next(now);
    if (probe.isPresent()) {
      byte[] bytes = probe.get().frame();
      probes.add(probe.get());
      questions.add(
          new Passage(now, false, new Frame(LinkType.ETHERNET, bytes, bytes.length, now, true)));
    }
    return probe;
  }

  @Override
  public void left(Probe probe, long at) {
    int index = probes.indexOf(probe);
    if (index >= 0) {
      questions.set(index, new Passage(at, true, questions.get(index).frame()));
    }
  }

  @Override
  public void arrives(Frame frame) {
    latest = frame;
  }

  @Override
  public void accept(Reply reply) {
    if (answer == null && reply instanceof Reply.Neighbor) {
      answer = new Passage(latest.at(), true, latest);
    }
    resolution.accept(reply);
  }

  @Override
  public long wakeAt() {
    return resolution.wakeAt();
  }

  @Override
  public boolean done() {
    return resolution.done();
  }

  @Override
  public Optional<NeighborAnswer> result() {
    return resolution.result().answers().stream().findFirst();
  }

  List<Passage> questions() {
    return List.copyOf(questions);
  }

  Optional<Passage> answer() {
    return Optional.ofNullable(answer);
  }
}

package dev.jnet.neighbor;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the hardware address of a neighbor, or those of all stations that claim its address. */
public final class Resolution implements Diagnosis<ResolutionResult> {
  private final NeighborQuestion question;
  private final Patience patience;
  private final List<Probe> probes = new ArrayList<>();
  private final List<NeighborAnswer> answers = new ArrayList<>();
  private final OtherVlans otherVlans;
  private long startedAt;
  private long askedAt;
  private boolean over;

  /** A resolution that has not asked yet, and ends with the first answer. */
  public Resolution(NeighborQuestion question) {
    this(question, Patience.FIRST_ANSWER);
  }

  /** A resolution that has not asked yet. */
  public Resolution(NeighborQuestion question, Patience patience) {
    this.question = question;
    this.patience = patience;
    this.otherVlans = new OtherVlans(question.target()::equals);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (probes.isEmpty()) {
      startedAt = now;
    }
    if (now < wakeAt()) {
      return Optional.empty();
    }
    if (!hasQuestionLeft()) {
      over = true;
      return Optional.empty();
    }
    Probe probe = question.toAll();
    probes.add(probe);
    askedAt = now;
    return Optional.of(probe);
  }

  private boolean hasQuestionLeft() {
    return probes.size() < patience.questions()
        && !(patience.untilAnswered() && !answers.isEmpty());
  }

  /** A question that the link refuses counts as a lost one: the next one follows in its time. */
  @Override
  public void accept(Reply reply) {
    if (reply instanceof Reply.Neighbor neighbor) {
      answers.add(NeighborAnswer.of(probes.indexOf(reply.probe()) + 1, neighbor));
    }
  }

  @Override
  public void overhear(Frame frame) {
    otherVlans.overhear(frame);
  }

  @Override
  public long wakeAt() {
    if (probes.isEmpty()) {
      return Long.MIN_VALUE;
    }
    if (hasQuestionLeft()) {
      return startedAt + patience.askAt(probes.size());
    }
    return lastQuestionIsAnswered()
        ? answers.get(answers.size() - 1).timing().at() + patience.linger()
        : askedAt + patience.silence();
  }

  private boolean lastQuestionIsAnswered() {
    return !answers.isEmpty()
        && (patience.untilAnswered() || answers.get(answers.size() - 1).number() == probes.size());
  }

  @Override
  public boolean done() {
    return over || (patience.linger() == 0 && !hasQuestionLeft() && lastQuestionIsAnswered());
  }

  @Override
  public ResolutionResult result() {
    return new ResolutionResult(
        question, probes.size(), List.copyOf(answers), otherVlans.answers());
  }
}

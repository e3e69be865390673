package dev.jnet.probe;

import dev.jnet.link.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A diagnosis that sends the probes it is given, and writes down what it is told. */
final class RecordingDiagnosis implements Diagnosis<String> {
  final List<String> told = new ArrayList<>();
  final Deque<Probe> toSend = new ArrayDeque<>();
  final List<Probe> settled = new ArrayList<>();
  long wakeAt = NEVER;
  boolean done;
  private final String name;

  RecordingDiagnosis(String name, Probe... probes) {
    this.name = name;
    toSend.addAll(List.of(probes));
  }

  @Override
  public Optional<Probe> next(long now) {
    return Optional.ofNullable(toSend.poll());
  }

  @Override
  public void accept(Reply reply) {
    told.add("accept");
  }

  @Override
  public void arrives(Frame frame) {
    told.add("arrives");
  }

  @Override
  public void overhear(Frame frame) {
    told.add("overhear");
  }

  @Override
  public void filtered(Frame frame) {
    told.add("filtered");
  }

  @Override
  public void left(Probe probe, long at) {
    told.add("left");
  }

  @Override
  public void missedFrames() {
    told.add("missedFrames");
  }

  @Override
  public List<Probe> takeSettled() {
    List<Probe> taken = List.copyOf(settled);
    settled.clear();
    return taken;
  }

  @Override
  public long wakeAt() {
    return wakeAt;
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public String result() {
    return name;
  }
}

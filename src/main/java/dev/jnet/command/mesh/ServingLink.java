package dev.jnet.command.mesh;

import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.mesh.bus.Bus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * A member's link, which answers other members' questions as soon as all frames have been taken
 * that came before the question. So no packet counts as lost that only waits to be read.
 */
final class ServingLink extends ForwardingLink {
  private final BlockingQueue<Bus.Request> questions;
  private final Consumer<Bus.Request> answerer;
  private final List<Bus.Request> waiting = new ArrayList<>();

  ServingLink(Link link, BlockingQueue<Bus.Request> questions, Consumer<Bus.Request> answerer) {
    super(link);
    this.questions = questions;
    this.answerer = answerer;
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = Optional.empty();
    do {
      questions.drainTo(waiting);
      frame = super.receive(waiting.isEmpty() ? deadline : Long.MIN_VALUE);
      if (frame.isEmpty()) {
        waiting.forEach(answerer);
        waiting.clear();
      }
    } while (frame.isEmpty() && !questions.isEmpty());
    return frame;
  }
}

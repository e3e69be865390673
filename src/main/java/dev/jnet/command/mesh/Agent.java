package dev.jnet.command.mesh;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkException;
import dev.jnet.mesh.Direction;
import dev.jnet.mesh.HeardQuestion;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.Order;
import dev.jnet.mesh.OrderRules;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.ReceivedTrains;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.mesh.bus.ResultKeeper;
import dev.jnet.mesh.bus.Store;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A member at work: it measures on valid orders, and tells others what arrived. All its methods are
 * for one thread.
 */
final class Agent {
  private final Member self;
  private final MemberPort port;
  private final Bus bus;
  private final OrderRules rules;
  private final MemberLookup members;
  private final ReceivedTrains received = new ReceivedTrains();
  private final ResultKeeper keeper;
  private long dropped;

  /** A member that has done nothing yet. The notices say why results are not kept. */
  Agent(Member self, MemberPort port, Store store, OrderRules rules, Consumer<String> notices) {
    this.self = self;
    this.port = port;
    this.bus = store.bus();
    this.rules = rules;
    this.members = new MemberLookup(store, port, this::take);
    this.keeper = new ResultKeeper(store, Subjects.result(self.name()), notices);
  }

  /** Messages that made no sense, or came twice. */
  long dropped() {
    return dropped;
  }

  /** Frames of which this member does not know what was in them. */
  long lost() {
    return port.lost() + received.lost();
  }

  /** Takes a frame, which may be a packet of another member's train. */
  void take(Frame frame) {
    received.take(frame);
  }

  /** Takes all frames that have come. */
  void pump() throws LinkException {
    Optional<Frame> frame = port.link().receive(Long.MIN_VALUE);
    while (frame.isPresent()) {
      take(frame.get());
      frame = port.link().receive(Long.MIN_VALUE);
    }
  }

  /** Tells the sender of a train what has arrived of it. */
  void tellHeard(Bus.Request request) {
    Messages.heardQuestion(request.message())
        .ifPresentOrElse(question -> request.answer(answer(question)), () -> dropped++);
  }

  private byte[] answer(HeardQuestion question) {
    return Messages.bytes(
        question.introduce() ? self : received.answer(question.token(), port.lost()));
  }

  /** Takes what has come, and tells the sender of a train. */
  void tellHeardNow(Bus.Request request) {
    try {
      pump();
      tellHeard(request);
    } catch (LinkException broken) {
      dropped++; // the sender waits in vain, and says so
    }
  }

  /** Measures what an order asks for, and answers with the result, or with why there is none. */
  void obey(Bus.Request request) {
    Optional<Order> order = Messages.order(request.message());
    if (order.isEmpty() || rules.isDuplicate(order.get())) {
      dropped++;
      return;
    }
    byte[] answer = Messages.bytes(result(order.get()));
    request.answer(answer);
    keeper.keep(answer, port.link().now());
  }

  /** Where this member's results go. */
  ResultKeeper keeper() {
    return keeper;
  }

  private PairResult result(Order order) {
    Direction direction = new Direction(self.name(), order.to());
    try {
      Optional<Member> to = members.lately(order.to());
      Optional<String> refusal = rules.refusal(order, to, port.wallClock(), port.link().now());
      if (refusal.isPresent()) {
        return PairResult.refused(direction, order.family(), refusal.get());
      }
      return new DirectionRun(self, port, bus, this::take).measure(order, to.orElseThrow());
    } catch (IOException e) {
      return PairResult.refused(direction, order.family(), String.valueOf(e.getMessage()));
    }
  }
}

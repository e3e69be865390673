package dev.jnet.command.mesh;

import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.console.JsonHeading;
import dev.jnet.host.Interface;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.OrderRules;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.mesh.bus.NatsSettings;
import dev.jnet.mesh.bus.Store;
import dev.jnet.network.Network;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.options.Arguments;
import dev.jnet.options.NetworkOptions;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * {@code jnet mesh agent}: a member of the real network. One thread does all the work. The bus's
 * threads only put requests into queues, which have bounds. Another thread waits for what the
 * broker stores.
 */
final class AgentRun {
  private static final int MAX_WAITING = 256;
  private static final long IDLE_WAIT = 100 * Nanos.MILLISECOND;

  private final Agent agent;
  private final Member self;
  private final HostPort port;
  private final Store store;
  private final Console console;
  private final BlockingQueue<Bus.Request> orders = new ArrayBlockingQueue<>(MAX_WAITING);
  private final BlockingQueue<Bus.Request> questions = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicLong overflowed = new AtomicLong();

  private AgentRun(Member self, HostPort port, Store store, OrderRules rules, Console console) {
    this.self = self;
    this.port = port;
    this.store = store;
    this.console = console;
    this.agent = new Agent(self, port, store, rules, console::complain);
    port.serve(questions, agent::tellHeard);
  }

  /** Works until Ctrl-C. */
  static int run(Arguments arguments, Console console, BooleanSupplier stopped) throws IOException {
    AgentOptions options = AgentOptions.read(arguments);
    NatsSettings settings = NatsOptions.ofMember(arguments, options.name());
    Optional<Interface> device = options.device();
    NetworkOptions network =
        NetworkOptions.of(arguments).by(device.map(Interface::name), Optional.empty());
    Network opened = Network.open(network, console.withoutProgress(), stopped);
    if (!opened.access().isWhole()) {
      throw UnprivilegedProbes.notPermitted("be a member of a mesh");
    }
    Interface own = device.isPresent() ? device.get() : opened.paths().ownLink().device();
    try (HostPort port = HostPort.open(opened, own, options.addresses());
        Bus bus = NatsOptions.connect(settings, console, stopped)) {
      Member self =
          new Member(options.name(), port.addresses(), JsonHeading.version(), own.mtu(), 0, 0);
      OrderRules rules = new OrderRules(options.name(), options.allowed()::allows);
      ExecutorService storing = Executors.newSingleThreadExecutor();
      try {
        new AgentRun(self, port, new Store(bus, storing), rules, console).work(stopped);
      } finally {
        storing.shutdown();
      }
    }
    return ExitCode.POSITIVE;
  }

  private void work(BooleanSupplier stopped) throws IOException {
    String name = self.name();
    Bus bus = store.bus();
    bus.serve(Subjects.presence(name), request -> request.answer(new byte[0]));
    byte[] introduction = Messages.bytes(self);
    bus.serve(Subjects.WHO, request -> request.answer(introduction));
    bus.serve(Subjects.order(name), request -> put(orders, request));
    bus.serve(Subjects.heard(name), request -> put(questions, request));
    Registration registration = new Registration(store, port, console);
    while (!stopped.getAsBoolean()) {
      registration.renew(
          port.link().now(), self.after(agent.dropped() + overflowed.get(), agent.lost()));
      agent.pump();
      agent.keeper().keepWaiting(port.link().now());
      Bus.Request order = orders.poll();
      if (order != null) {
        agent.obey(order);
      } else {
        port.link().receive(port.link().now() + IDLE_WAIT).ifPresent(agent::take);
      }
    }
    agent.keeper().finish();
    try {
      bus.remove(name);
    } catch (IOException brokerIsAway) {
      return; // then the bucket forgets this member by itself
    }
  }

  private void put(BlockingQueue<Bus.Request> queue, Bus.Request request) {
    if (!queue.offer(request)) {
      overflowed.incrementAndGet();
    }
    port.wake();
  }
}

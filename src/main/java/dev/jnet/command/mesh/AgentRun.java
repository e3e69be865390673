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
import dev.jnet.mesh.bus.NatsBus;
import dev.jnet.mesh.bus.NatsSettings;
import dev.jnet.network.Network;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.options.Arguments;
import dev.jnet.options.NetworkOptions;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;

/**
 * {@code jnet mesh agent}: a member of the real network. One thread does all the work. The bus's
 * threads only put requests into queues, which have bounds.
 */
final class AgentRun {
  private static final int MAX_WAITING = 256;
  private static final long IDLE_WAIT = 25 * Nanos.MILLISECOND;
  private static final int RENEWALS = 3;

  private final Agent agent;
  private final Member self;
  private final HostPort port;
  private final Bus bus;
  private final Console console;
  private final BlockingQueue<Bus.Request> orders = new ArrayBlockingQueue<>(MAX_WAITING);
  private final BlockingQueue<Bus.Request> questions = new ArrayBlockingQueue<>(MAX_WAITING);
  private long renewAt;
  private boolean isKnown;

  private AgentRun(Member self, HostPort port, Bus bus, OrderRules rules, Console console) {
    this.self = self;
    this.port = port;
    this.bus = bus;
    this.console = console;
    this.agent = new Agent(self, port, bus, rules);
    port.serve(questions, agent::tellHeard);
  }

  /** Works until Ctrl-C. */
  static int run(Arguments arguments, Console console, BooleanSupplier stopped) throws IOException {
    AgentOptions options = AgentOptions.read(arguments);
    NatsSettings settings = NatsOptions.read(arguments, "jnet mesh agent " + options.name());
    Optional<Interface> device = options.device();
    NetworkOptions network =
        NetworkOptions.of(arguments).by(device.map(Interface::name), Optional.empty());
    Network opened = Network.open(network, console.withoutProgress(), stopped);
    if (!opened.access().isWhole()) {
      throw UnprivilegedProbes.notPermitted("be a member of a mesh");
    }
    Interface own = device.isPresent() ? device.get() : opened.paths().ownLink().device();
    try (HostPort port = HostPort.open(opened, own, options.addresses());
        Bus bus = NatsBus.open(settings)) {
      Member self = new Member(options.name(), port.addresses(), JsonHeading.version(), own.mtu());
      OrderRules rules = new OrderRules(options.name(), options.allowed()::allows);
      new AgentRun(self, port, bus, rules, console).work(stopped);
    }
    return ExitCode.POSITIVE;
  }

  private void work(BooleanSupplier stopped) throws IOException {
    bus.serve(Subjects.order(self.name()), orders::offer);
    bus.serve(Subjects.heard(self.name()), questions::offer);
    while (!stopped.getAsBoolean()) {
      renew();
      agent.pump();
      Bus.Request order = orders.poll();
      if (order != null) {
        agent.obey(order);
      } else {
        port.link().receive(port.link().now() + IDLE_WAIT).ifPresent(agent::take);
      }
    }
    try {
      bus.remove(self.name());
    } catch (IOException brokerIsAway) {
      return; // then the bucket forgets this member by itself
    }
  }

  /** Registers, and renews that well before it is forgotten. */
  private void renew() {
    long now = port.link().now();
    if (now < renewAt) {
      return;
    }
    long ttl = NatsSettings.DEFAULT_TTL.toNanos();
    renewAt = now + ttl / RENEWALS;
    try {
      bus.put(self.name(), Messages.bytes(self));
      if (!isKnown) {
        console.err().println("jnet: " + self.name() + " is a member");
        console.err().flush();
      }
      isKnown = true;
    } catch (IOException e) {
      renewAt = now + Nanos.SECOND;
      if (isKnown) {
        console.complain(bus.trouble().orElse(String.valueOf(e.getMessage())));
      }
      isKnown = false;
    }
  }
}

package dev.jnet.command.mesh;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkException;
import dev.jnet.mesh.HeardAnswer;
import dev.jnet.mesh.HeardQuestion;
import dev.jnet.mesh.Measurement;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.Order;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.RouterReport;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.Train;
import dev.jnet.mesh.TrainPacket;
import dev.jnet.mesh.Trip;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Measures one direction: trains of packets, and after each the receiver's word on what arrived.
 *
 * @param received takes the frames that are no answers: other members' packets
 */
record DirectionRun(Member self, MemberPort port, Bus bus, Consumer<Frame> received) {
  private static final double PACKETS_A_SECOND = 4000;

  private static final int GROUP = 16; // to wake up for each packet costs more than to send it
  private static final long MIN_PATIENCE = 20 * Nanos.MILLISECOND;
  private static final long LONGEST_PING = 2 * Nanos.SECOND;
  private static final long LONGEST_TRAIN = 10 * Nanos.SECOND;
  private static final long SLICE = 100 * Nanos.MILLISECOND;
  private static final int FIRST_PORT = 33_000;
  private static final int PORTS = 16_000;
  private static final Duration HEARD_PATIENCE = Duration.ofSeconds(2);

  /** How many trains of a measurement are sent again because frames were not captured. */
  private static final int MAX_REPETITIONS = 3;

  PairResult measure(Order order, Member to) throws IOException {
    int family = order.family();
    Trip trip = trip(to, family);
    FirstHop hop = trip.hop();
    CompletableFuture<byte[]> before = ask(to, trip.token());
    PingResult ping = run(new RoundTripProbe(trip, received), Pace.unlimited(), LONGEST_PING);
    long patience =
        ping.roundTrips()
            .map(times -> Math.max(MIN_PATIENCE, 2 * times.most()))
            .orElse(RoundTripProbe.UNKNOWN_PATIENCE);
    Measurement measurement = new Measurement(family, hop.mtu(), order.flows());
    long lost = port.lost() + answer(to, before).lost();
    int repetitions = 0;
    List<TrainPacket> train = measurement.next();
    while (!train.isEmpty()) {
      List<RouterReport> reports =
          run(
              new Train(trip, train, patience, received),
              Pace.inGroups(PACKETS_A_SECOND, GROUP),
              LONGEST_TRAIN);
      HeardAnswer heard = answer(to, ask(to, trip.token()));
      long lostSince = port.lost() + heard.lost() - lost;
      lost += lostSince;
      if (lostSince == 0) {
        measurement.learn(train, heard.unpacked(), reports);
        train = measurement.next();
      } else if (++repetitions > MAX_REPETITIONS) {
        throw new IOException(
            "frames came faster than " + self.name() + " and " + to.name() + " could capture them");
      }
    }
    Long rtt = ping.roundTrips().map(PingResult.RoundTrips::median).orElse(null);
    return new PairResult(
        self.name(), to.name(), family, hop.mtu(), rtt, measurement.flows(), null);
  }

  private Trip trip(Member to, int family) throws IOException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new Trip(
        port.hop(to.address(family).orElseThrow()),
        to.address(family).orElseThrow(),
        new Port(to.port(family)),
        new Port(FIRST_PORT + random.nextInt(PORTS)),
        random.nextLong());
  }

  private <R> R run(Diagnosis<R> diagnosis, Pace pace, long most) throws LinkException {
    Prober prober = new Prober(port.link(), pace, () -> false);
    return prober.run(diagnosis, port.link().now() + most);
  }

  /** Asks the receiver what arrived, and how many frames it could not capture. */
  private CompletableFuture<byte[]> ask(Member to, long token) {
    CompletableFuture<byte[]> answer =
        bus.request(
            Subjects.heard(to.name()), Messages.bytes(HeardQuestion.about(token)), HEARD_PATIENCE);
    return answer.whenComplete((came, failure) -> port.wake());
  }

  /** Takes frames until the receiver answers. */
  private HeardAnswer answer(Member to, CompletableFuture<byte[]> answer) throws IOException {
    while (!answer.isDone()) {
      port.link().receive(port.link().now() + SLICE).ifPresent(received);
    }
    byte[] bytes = answer.exceptionally(failed -> new byte[0]).join();
    return Messages.heardAnswer(bytes)
        .orElseThrow(() -> new IOException(to.name() + " does not tell what arrived"));
  }
}

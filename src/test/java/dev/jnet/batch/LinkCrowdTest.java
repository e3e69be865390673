package dev.jnet.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.Printout;
import dev.jnet.link.LinkException;
import dev.jnet.network.LabNetworks;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.report.Style;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets that share a link: each is asked with one echo request. */
class LinkCrowdTest implements LinkCrowd.Source {
  private final List<String> told = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private int position;
  private boolean breaks;
  private Network network;
  private LinkCrowd crowd;

  /** One echo request; the answer is whether its reply came. */
  private record Echo(NetworkPath path, List<Boolean> state) implements Diagnosis<Boolean> {
    @Override
    public Optional<Probe> next(long now) {
      if (!state.isEmpty()) {
        return Optional.empty();
      }
      state.add(false);
      InetAddress from = path.hop().source();
      byte[] echo = IcmpEcho.request(4, 1, 1, new byte[8]).emit(from, path.target());
      return Optional.of(
          Probe.of(
              path.hop(),
              IpPacket.unsplittable(
                  from, path.target(), 1, 64, new Payload(IpProtocol.ICMP, echo))));
    }

    @Override
    public void accept(Reply reply) {
      state.add(reply instanceof Reply.Echoed);
    }

    @Override
    public long wakeAt() {
      return state.isEmpty() ? Long.MIN_VALUE : NEVER;
    }

    @Override
    public boolean done() {
      return state.size() > 1;
    }

    @Override
    public Boolean result() {
      return state.contains(true);
    }
  }

  private record Answer(boolean came) implements Printout {
    @Override
    public List<String> json() {
      return List.of();
    }

    @Override
    public String bare(Style style) {
      return came ? "came" : "silent";
    }

    @Override
    public String text(Style style) {
      return "";
    }

    @Override
    public int exitCode() {
      return 0;
    }
  }

  @BeforeEach
  void open() throws IOException {
    network = LabNetworks.home();
    NetworkPath path =
        network.openCapture(network.names().host("www.lab.test"), "", Network.SNAP_FOR_HEADERS);
    crowd = new LinkCrowd(path.opened().orElseThrow(), Pace.unlimited(), () -> false, this);
  }

  @AfterEach
  void close() throws IOException {
    network.close();
  }

  @Override
  public void advance(LinkCrowd to) throws LinkException {
    if (breaks) {
      throw new LinkException("the cable is gone");
    }
    while (to.hasRoom() && position < names.size()) {
      int number = position++;
      try {
        InetAddress address = network.names().host(names.get(number));
        NetworkPath path = network.openCapture(address, "", Network.SNAP_FOR_HEADERS);
        to.add(
            number,
            address,
            new OpenedTarget(
                path,
                known ->
                    new TargetQuestion<>(
                        new Echo(known, new ArrayList<>()),
                        Nanos.SECOND,
                        (came, tally, elapsed) -> new Answer(came))));
      } catch (IOException e) {
        fail(number, e);
      }
    }
  }

  @Override
  public boolean isSpent() {
    return position == names.size();
  }

  @Override
  public void answer(int number, Printout answer) {
    told.add(number + " " + answer.bare(Style.PLAIN));
  }

  @Override
  public void fail(int number, IOException e) {
    told.add(number + " failed");
  }

  @Test
  void everyTargetIsAnsweredUnderItsNumber() throws IOException {
    names.addAll(List.of("www.lab.test", "nas.lab.test", "no-such.lab.test"));
    crowd.run(60 * Nanos.SECOND);
    assertEquals(List.of("0 came", "1 came", "2 failed"), told.stream().sorted().toList());
    assertTrue(crowd.isDone());
    assertFalse(crowd.isWaiting());
    assertEquals(2, crowd.tally().received());
  }

  @Test
  void targetThatDoesNotAnswerEndsWithItsTime() throws IOException {
    names.addAll(List.of("198.51.100.99", "www.lab.test"));
    crowd.run(60 * Nanos.SECOND);
    assertEquals(2, told.size());
    assertEquals("1 came", told.get(0), "the silent one does not delay the other");
  }

  @Test
  void crowdWithoutTargetsIsDoneAtOnce() throws IOException {
    crowd.run(60 * Nanos.SECOND);
    assertEquals(List.of(), told);
    assertTrue(crowd.isDone() && crowd.exhausted());
  }

  @Test
  void linkThatBreaksEndsTheRunWithItsReason() {
    names.add("www.lab.test");
    breaks = true;
    LinkException broken = assertThrows(LinkException.class, () -> crowd.run(Nanos.SECOND));
    assertEquals("the cable is gone", broken.getMessage());
  }
}

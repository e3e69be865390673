package dev.jnet.command.ping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.CommandException;
import dev.jnet.options.Command;
import dev.jnet.options.Picocli;
import dev.jnet.ping.PingQuestion.Schedule;
import dev.jnet.ping.PingQuestion.Shape;
import dev.jnet.ping.PingQuestion.Splitting;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Ttl;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PingCommandLineTest {
  private static PingOptions read(String... words) throws CommandException {
    Command command = new Command("ping");
    PingCommandLine.addTo(command);
    return PingCommandLine.read(Picocli.read(command, words));
  }

  @Test
  void withoutOptionsItPingsOnceASecondWithoutAnEnd() throws CommandException {
    Schedule schedule = read().schedule();
    assertEquals(
        new Schedule(0, Nanos.SECOND, false, 0, 10 * Nanos.SECOND, Nanos.SECOND), schedule);
    assertEquals(10, read("--lab", "home").schedule().count(), "there time costs nothing");
    assertEquals(0, read("--lab", "home", "-w", "1").schedule().count());
  }

  @Test
  void oneWaitIsForTheFirstAnswerAndForLateOnes() throws CommandException {
    Schedule schedule = read("-W", "2.5", "-w", "3").schedule();
    assertEquals(2_500 * Nanos.MILLISECOND, schedule.patience());
    assertEquals(2_500 * Nanos.MILLISECOND, schedule.lateAfter());
    assertEquals(3 * Nanos.SECOND, schedule.deadline());
    assertRefused("-W 1e-7: must be above 0, at most 1000000 seconds", "-W", "1e-7");
  }

  @Test
  void floodsAsSoonAsOneIsAnsweredOrAtARate() throws CommandException {
    Schedule flood = read("-f").schedule();
    assertTrue(flood.eager());
    assertEquals(10 * Nanos.MILLISECOND, flood.interval());
    Schedule slower = read("-f", "-i", "0.5").schedule();
    assertTrue(slower.eager());
    assertEquals(Nanos.SECOND / 2, slower.interval());
    Schedule paced = read("-f", "--flood-rate", "1000").schedule();
    assertFalse(paced.eager());
    assertEquals(Nanos.MILLISECOND, paced.interval());
    assertTrue(read("-i", "0").schedule().eager());
  }

  @Test
  void readsTheShapeOfProbes() throws CommandException {
    Shape usual = read().shape();
    assertEquals(56, usual.size());
    assertEquals(Optional.empty(), usual.ttl(), "the usual one for the target");
    assertEquals(Splitting.WANT, usual.splitting());
    Shape shape = read("-s", "8", "-t", "1", "-Q", "0xb8", "-M", "dont", "-p", "abc").shape();
    assertEquals(8, shape.size());
    assertEquals(Optional.of(new Ttl(1)), shape.ttl());
    assertEquals(184, shape.trafficClass());
    assertEquals(Splitting.DONT, shape.splitting());
    assertArrayEquals(new byte[] {(byte) 0xab, 0x0c}, shape.pattern());
    assertEquals(0, read("--via", "tcp:80").shape().size(), "a SYN carries no data");
  }

  @Test
  void refusesShapesThatThereAreNot() {
    assertRefused("-Q x: must be from 0 to 255", "-Q", "x");
    assertRefused("-Q 256: must be from 0 to 255", "-Q", "256");
    assertRefused("-p : must be 1 to 16 bytes in hex digits", "-p", "");
    String long17 = "00".repeat(17);
    assertRefused("-p " + long17 + ": must be 1 to 16 bytes in hex digits", "-p", long17);
    assertRefused("-t 0: must be from 1 to 255", "-t", "0");
  }

  @Test
  void leavesByAnInterfaceOrFromAnAddress() throws CommandException {
    PingOptions byName = read("-I", "eth0");
    assertEquals(Optional.of("eth0"), byName.network().interfaceName());
    assertEquals(Optional.of("eth0"), byName.from());
    PingOptions byAddress = read("-I", "192.0.2.1");
    assertEquals(Optional.of("192.0.2.1"), byAddress.network().source());
    assertEquals(Optional.empty(), byAddress.network().interfaceName());
    assertEquals(Optional.of(""), byAddress.from());
  }

  @Test
  void takesEchoRequestsApartOnly() throws CommandException {
    assertEquals(Optional.empty(), read().via(), "what may be sent is chosen later");
    assertEquals(Optional.of(Via.ICMP), read("--explain").via());
    assertRefused(
        "--explain is about the ICMP header: leave --via out", "--explain", "--via", "tcp:80");
  }

  private static void assertRefused(String message, String... words) {
    CommandException e = assertThrows(CommandException.class, () -> read(words));
    assertEquals(message, e.getMessage());
  }
}

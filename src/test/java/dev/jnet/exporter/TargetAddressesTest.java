package dev.jnet.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.jnet.console.CommandException;
import dev.jnet.network.Names;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetAddressesTest {
  private static final String NAME = "www.example";
  private static final InetAddress FIRST = Addresses.literal("192.0.2.1");
  private static final InetAddress SECOND = Addresses.literal("2001:db8::2");

  private final Names names = mock(Names.class);
  private long now;
  private final TargetAddresses addresses = new TargetAddresses(names, () -> now);

  private void assertLookups(int expected) throws IOException {
    verify(names, times(expected)).resolve(NAME);
  }

  @Test
  void looksANameUpAnewWhenItsTtlIsOverAndNotBefore() throws IOException {
    when(names.resolve(NAME)).thenReturn(FIRST, SECOND);
    when(names.validity(any(), any())).thenReturn(Optional.of(Duration.ofSeconds(30)));
    for (long at : new long[] {0, 1, 29 * Nanos.SECOND, 30 * Nanos.SECOND - 1}) {
      now = at;
      assertEquals(FIRST, addresses.of(NAME));
    }
    assertLookups(1);
    now = 30 * Nanos.SECOND;
    assertEquals(SECOND, addresses.of(NAME));
    assertEquals(SECOND, addresses.of(NAME));
    assertLookups(2);
  }

  @Test
  void looksANameWithoutTtlUpForEachProbeAndSeldomAsksForTheTtl() throws IOException {
    when(names.resolve(NAME)).thenReturn(FIRST, FIRST, SECOND);
    when(names.validity(any(), any())).thenReturn(Optional.empty());
    assertEquals(FIRST, addresses.of(NAME));
    assertEquals(FIRST, addresses.of(NAME));
    assertEquals(SECOND, addresses.of(NAME));
    verify(names, times(1)).validity(any(), any());
    now = 60 * Nanos.SECOND;
    assertEquals(SECOND, addresses.of(NAME));
    verify(names, times(2)).validity(any(), any());
  }

  @Test
  void keepsNothingWhereTheTtlIsZero() throws IOException {
    when(names.resolve(NAME)).thenReturn(FIRST, SECOND);
    when(names.validity(any(), any())).thenReturn(Optional.of(Duration.ZERO));
    assertEquals(FIRST, addresses.of(NAME));
    assertEquals(SECOND, addresses.of(NAME));
  }

  @Test
  void asksAgainAfterAFailure() throws IOException {
    when(names.resolve(NAME))
        .thenThrow(new CommandException("unknown-host", "no"))
        .thenReturn(FIRST);
    when(names.validity(any(), any())).thenReturn(Optional.of(Duration.ofSeconds(1)));
    assertThrows(CommandException.class, () -> addresses.of(NAME));
    assertEquals(FIRST, addresses.of(NAME));
  }

  @Test
  void asksNoServerAboutAnAddress() throws IOException {
    when(names.isKnown("192.0.2.1")).thenReturn(true);
    when(names.resolve("192.0.2.1")).thenReturn(FIRST);
    assertEquals(FIRST, addresses.of("192.0.2.1"));
    verify(names, never()).validity(any(), any());
  }
}

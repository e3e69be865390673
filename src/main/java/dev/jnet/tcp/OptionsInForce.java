package dev.jnet.tcp;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The options that the two SYNs agreed on: segment size, scaled windows, selective acknowledgments
 * and timestamps. It also makes the options of this side's segments.
 */
public final class OptionsInForce {
  /** Length of the timestamps option in bytes, with two NOPs in front for alignment. */
  public static final int TIMESTAMPS_LENGTH = 12;

  private static final TcpOption NOP = new TcpOption.NoOperation();

  private final TcpSettings settings;
  private final long timestampOffset;
  private boolean scaled;
  private boolean sack;
  private boolean timestamps;
  private int theirMss;
  private boolean theirMssAnnounced;
  private int theirShift;
  private long recent;
  private long lastAcknowledged;

  OptionsInForce(TcpSettings settings, long timestampOffset) {
    this.settings = settings;
    this.timestampOffset = timestampOffset;
    this.theirMss = settings.defaultMss();
  }

  /** The options of a connection that was never made: none. */
  public static OptionsInForce none(TcpSettings settings) {
    return new OptionsInForce(settings, 0);
  }

  /**
   * The options that two captured SYNs agreed on.
   *
   * @param settings for the sizes that are not in a SYN
   * @param ours the SYN of the side whose options these are
   * @param theirs the SYN of the other side
   */
  public static OptionsInForce seen(TcpSettings settings, Tcp ours, Tcp theirs) {
    int scale = -1;
    boolean withSack = false;
    boolean withStamps = false;
    for (TcpOption option : ours.options()) {
      scale =
          option instanceof TcpOption.WindowScale own
              ? Math.min(own.shift(), TcpOption.WindowScale.MAX)
              : scale;
      withSack |= option instanceof TcpOption.SackPermitted;
      withStamps |= option instanceof TcpOption.Timestamps;
    }
    OptionsInForce options =
        new OptionsInForce(
            settings
                .withAnnouncedMss(ours.maximumSegmentSize().orElse(0))
                .withOptions(scale, withSack, withStamps),
            0);
    options.agree(theirs);
    return options;
  }

  /** Takes the other side's SYN. The options that both sides offered are in force from now on. */
  void agree(Tcp syn) {
    for (TcpOption option : syn.options()) {
      if (option instanceof TcpOption.MaximumSegmentSize mss) {
        boolean counts = mss.bytes() > 0; // Linux takes 0 for no option
        theirMss = counts ? mss.bytes() : settings.defaultMss();
        theirMssAnnounced = counts;
      } else if (option instanceof TcpOption.WindowScale scale
          && settings.syn().windowScale() >= 0) {
        scaled = true;
        theirShift = Math.min(scale.shift(), TcpOption.WindowScale.MAX);
      } else if (option instanceof TcpOption.SackPermitted && settings.syn().sackPermitted()) {
        sack = true;
      } else if (option instanceof TcpOption.Timestamps stamps && settings.syn().timestamps()) {
        timestamps = true;
        recent = stamps.value();
      }
    }
    lastAcknowledged = syn.sequence(); // until an acknowledgment leaves, that of the SYN itself
  }

  /** The MSS in the other side's SYN; empty when it has none. */
  public OptionalInt theirMss() {
    return theirMssAnnounced ? OptionalInt.of(theirMss) : OptionalInt.empty();
  }

  /** Whether segments carry timestamps. */
  public boolean timestamps() {
    return timestamps;
  }

  /** Whether selective acknowledgments may be sent. */
  public boolean sack() {
    return sack;
  }

  /** Whether windows are scaled. */
  public boolean scaled() {
    return scaled;
  }

  /** The shift of the other side's windows, 0 to 14. */
  public int theirShift() {
    return theirShift;
  }

  /** The shift of this side's windows, 0 to 14. */
  public int ourShift() {
    return scaled ? settings.syn().windowScale() : 0;
  }

  /**
   * The most data in a segment of this side, in bytes. It is the smaller of what the other side
   * accepts and what this side's link carries, less the options of every segment (RFC 6691).
   */
  public int effectiveMss() {
    int mss = Math.min(theirMss, settings.sendMss()) - (timestamps ? TIMESTAMPS_LENGTH : 0);
    return Math.max(TcpSettings.MIN_MSS, mss);
  }

  /**
   * The data in a full segment from the other side, in bytes. With it one can split a frame into
   * the segments that a kernel has joined. It follows from the MSS that this side announced; if it
   * announced none, from the other side's.
   */
  public int agreedMss() {
    int announced = settings.syn().mss() > 0 ? settings.syn().mss() : theirMss;
    return Math.min(announced, settings.sendMss()) - (timestamps ? TIMESTAMPS_LENGTH : 0);
  }

  /** How many SACK blocks fit beside the other options. */
  int mostSackBlocks() {
    return !sack ? 0 : timestamps ? 3 : 4;
  }

  /** The options of this side's SYN. A SYN-ACK has only those that the other side offered too. */
  List<TcpOption> ofSyn(boolean answering, long now) {
    boolean withSack = answering ? sack : settings.syn().sackPermitted();
    boolean withStamps = answering ? timestamps : settings.syn().timestamps();
    boolean withScale = answering ? scaled : settings.syn().windowScale() >= 0;
    List<TcpOption> options = new ArrayList<>();
    if (settings.syn().mss() > 0) {
      options.add(new TcpOption.MaximumSegmentSize(settings.syn().mss()));
    }
    if (withSack) {
      if (!withStamps) {
        options.add(NOP);
        options.add(NOP);
      }
      options.add(new TcpOption.SackPermitted());
    }
    if (withStamps) {
      if (!withSack) {
        options.add(NOP);
        options.add(NOP);
      }
      options.add(stamps(now));
    }
    if (withScale) {
      options.add(NOP);
      options.add(new TcpOption.WindowScale(settings.syn().windowScale()));
    }
    return options;
  }

  /** The options of any other segment. */
  List<TcpOption> ofSegment(List<TcpOption.Sack.Block> blocks, long now) {
    if (!timestamps && blocks.isEmpty()) {
      return List.of();
    }
    List<TcpOption> options = new ArrayList<>();
    if (timestamps) {
      options.add(NOP);
      options.add(NOP);
      options.add(stamps(now));
    }
    if (!blocks.isEmpty()) {
      options.add(NOP);
      options.add(NOP);
      options.add(new TcpOption.Sack(blocks));
    }
    return options;
  }

  private TcpOption stamps(long now) {
    long value = Seq.plus(Math.floorDiv(now, Nanos.MILLISECOND), timestampOffset);
    return new TcpOption.Timestamps(value, timestamps ? recent : 0);
  }

  /**
   * Whether a segment is old, because its timestamp is older than the last one (RFC 7323 section
   * 5).
   */
  boolean isOld(Tcp segment) {
    TcpOption.Timestamps stamps = timestamps ? stampsOf(segment) : null;
    return stamps != null && !segment.has(Tcp.RST) && Seq.less(stamps.value(), recent);
  }

  /** Remembers the other side's timestamp that is to be echoed (RFC 7323 section 4.3). */
  void remember(Tcp segment) {
    TcpOption.Timestamps stamps = timestamps ? stampsOf(segment) : null;
    if (stamps != null
        && Seq.lessOrEqual(recent, stamps.value())
        && Seq.lessOrEqual(segment.sequence(), lastAcknowledged)) {
      recent = stamps.value();
    }
  }

  /** Notes that everything in front of this number has been acknowledged. */
  void acknowledged(long number) {
    lastAcknowledged = number;
  }

  private static TcpOption.Timestamps stampsOf(Tcp segment) {
    for (TcpOption option : segment.options()) {
      if (option instanceof TcpOption.Timestamps stamps) {
        return stamps;
      }
    }
    return null;
  }
}

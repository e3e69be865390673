package dev.jnet.lab;

import java.util.EnumMap;

/** A value for each {@link Setting}: the one that was set, or the default. Immutable. */
public final class Settings {
  /** Only default values. */
  public static final Settings STANDARD = new Settings(new EnumMap<>(Setting.class));

  private final EnumMap<Setting, Long> values;

  private Settings(EnumMap<Setting, Long> values) {
    this.values = values;
  }

  /** The value, in the setting's unit: bytes, ns, millionths, bits a second, or 1 for a flag. */
  public long get(Setting setting) {
    Long value = values.get(setting);
    return value == null ? setting.standard() : value;
  }

  /** Whether a flag is set, or a value that is not the default. */
  public boolean isSet(Setting setting) {
    return get(setting) != setting.standard();
  }

  /**
   * These settings with one changed.
   *
   * @throws IllegalArgumentException when the value is out of the setting's range
   */
  public Settings with(Setting setting, long value) {
    setting.check(value);
    EnumMap<Setting, Long> changed = new EnumMap<>(values);
    changed.put(setting, value);
    return new Settings(changed);
  }
}

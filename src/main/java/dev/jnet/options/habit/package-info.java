/**
 * Configuration files: values that options have when they are not given. Nothing but {@link
 * dev.jnet.options.habit.HabitFiles} is loaded where there is no such file.
 */
package dev.jnet.options.habit;

package dev.assay.structured;

import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Model;
import dev.assay.structured.provider.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How questions are asked: what {@link Structured} holds. */
record Config(
        Model model,
        Optional<Mode> mode,
        int attempts,
        OptionalLong budget,
        Duration within,
        Retries retries,
        Settings settings,
        String instructions,
        List<Observer> observers,
        Pause pause) {

    /** Waits between repetitions; tests wait for nothing. */
    @FunctionalInterface
    interface Pause {
        void rest(Duration time) throws InterruptedException;
    }

    Config {
        observers = List.copyOf(observers);
        if (attempts < 1) {
            throw new IllegalArgumentException(
                    "With " + attempts + " attempts nothing is asked; at least 1 is needed.");
        }
        if (budget.isPresent() && budget.getAsLong() < 1) {
            throw new IllegalArgumentException(
                    "A budget of " + budget.getAsLong() + " tokens is none; at least 1 is needed.");
        }
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException(
                    "Nothing can be answered within " + within + "; a positive time is needed.");
        }
    }

    static Config of(Model model) {
        return new Config(
                model,
                Optional.empty(),
                3,
                OptionalLong.empty(),
                Duration.ofMinutes(5),
                Retries.USUAL,
                Settings.NONE,
                "",
                List.of(),
                time -> Thread.sleep(time.toMillis()));
    }

    /** The mode that is asked for, or the best of the model's. */
    Mode chosenMode() {
        Mode chosen = mode.orElseGet(() -> model.capabilities().preferred());
        if (!model.capabilities().modes().contains(chosen)) {
            throw new IllegalArgumentException(model.provider() + " does not know the mode " + chosen + "; it knows "
                    + model.capabilities().modes() + ".");
        }
        return chosen;
    }

    Config withMode(Mode wanted) {
        return new Config(
                model,
                Optional.of(wanted),
                attempts,
                budget,
                within,
                retries,
                settings,
                instructions,
                observers,
                pause);
    }

    Config withAttempts(int most) {
        return new Config(model, mode, most, budget, within, retries, settings, instructions, observers, pause);
    }

    Config withBudget(long tokens) {
        return new Config(
                model,
                mode,
                attempts,
                OptionalLong.of(tokens),
                within,
                retries,
                settings,
                instructions,
                observers,
                pause);
    }

    Config withTime(Duration time) {
        return new Config(model, mode, attempts, budget, time, retries, settings, instructions, observers, pause);
    }

    Config withRetries(Retries wanted) {
        return new Config(model, mode, attempts, budget, within, wanted, settings, instructions, observers, pause);
    }

    Config withSettings(Settings wanted) {
        return new Config(model, mode, attempts, budget, within, retries, wanted, instructions, observers, pause);
    }

    Config withInstructions(String text) {
        return new Config(model, mode, attempts, budget, within, retries, settings, text, observers, pause);
    }

    Config withObserver(Observer observer) {
        List<Observer> more = new ArrayList<>(observers);
        more.add(observer);
        return new Config(model, mode, attempts, budget, within, retries, settings, instructions, more, pause);
    }

    Config withPause(Pause wanted) {
        return new Config(model, mode, attempts, budget, within, retries, settings, instructions, observers, wanted);
    }
}

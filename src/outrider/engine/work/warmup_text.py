"""What warm-up letters say: short, harmless sentences between colleagues, put together differently each time."""

from outrider.rules.chance import pick

_SUBJECTS = (
    "Quick question about {topic}", "Notes on {topic}", "{Topic}", "About {topic}", "Following up on {topic}",
    "{Topic}: a thought", "Could you look at {topic}?", "A small thing about {topic}",
)  # fmt: skip
_TOPICS = (
    "the quarterly plan", "Thursday's meeting", "the new handbook", "the supplier list", "the travel dates", "the budget sheet",
    "the workshop", "the office move", "the training day", "the draft agenda", "the photo selection", "the parking spaces",
    "the team lunch", "the website texts", "the spring schedule", "the survey results", "the first chapter", "the room booking",
)  # fmt: skip
_OPENINGS = (
    "I had a look at {topic} this morning.", "I have been thinking about {topic}.", "Do you have a minute for {topic}?",
    "We spoke about {topic} the other day.", "Somebody asked me about {topic} today.", "I finally got round to {topic}.",
    "Just a short note on {topic}.",
)  # fmt: skip
_MIDDLES = (
    "Most of it looks fine to me.", "Two points are still open, I think.", "It is shorter than last time, which helps.",
    "I would leave out the second part.", "The dates seem right, but please check them.", "I like the new order of things.",
    "There is no hurry with it.", "Perhaps we could make it a little simpler.", "I have put my remarks at the end.",
    "The rest can wait until next week.",
)  # fmt: skip
_CLOSINGS = (
    "Let me know what you think.", "Tell me if that works for you.", "What would you change?", "Shall we talk about it tomorrow?",
    "Is that all right with you?", "Call me if it is easier.", "Thanks for your help!",
)  # fmt: skip
_ANSWERS = (
    "Thanks, that helps.", "Good point, I agree.", "Yes, that works for me.", "I had the same thought.",
    "Thank you for the quick look.",
    "Sounds good to me.", "You are right about that.", "I will have another look this afternoon.", "Fine with me.",
)  # fmt: skip
_MORE = (
    "I will change it and send it round.", "Let us go with your version.", "I will ask the others as well.",
    "We can settle the rest next week.", "I will add a line about it.", "Remind me if I forget.", "",
)  # fmt: skip
_GREETINGS = ("Hi", "Hello", "Good morning", "Dear")
_FAREWELLS = ("Best", "Best regards", "Thanks", "Kind regards", "See you", "All the best")


def letter(key: str, writer: str, reader: str) -> tuple[str, str]:
    """Subject and text of a letter that begins a thread. The same key gives the same."""
    topic = _one(_TOPICS, key, "topic")
    subject = _one(_SUBJECTS, key, "subject").format(topic=topic, Topic=topic[0].upper() + topic[1:])
    sentences = [
        _one(_OPENINGS, key, "opening").format(topic=topic),
        _one(_MIDDLES, key, "middle"),
        _one(_CLOSINGS, key, "closing"),
    ]
    return subject, _signed(key, writer, reader, " ".join(sentences))


def reply(key: str, writer: str, reader: str) -> tuple[str, str]:
    """'' (an answer keeps its subject) and the text of an answer."""
    return "", _signed(key, writer, reader, f"{_one(_ANSWERS, key, 'answer')} {_one(_MORE, key, 'more')}".strip())


def _signed(key: str, writer: str, reader: str, text: str) -> str:
    greeting = f"{_one(_GREETINGS, key, 'greeting')} {reader.split()[0] if reader.strip() else 'there'},"
    farewell = f"{_one(_FAREWELLS, key, 'farewell')},\n{writer.split()[0] if writer.strip() else ''}".rstrip("\n")
    return f"{greeting}\n\n{text}\n\n{farewell}\n"


def _one(choices: tuple[str, ...], key: str, what: str) -> str:
    return choices[pick(len(choices), "warmup", key, what)]

"""Story 6: a referral, from the officer to an agreement that is kept, and the register."""

import pytest

from tests.e2e.screens import PHONE, PHONE_WITHOUT_SCRIPT

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

OFFICER = "PC Aled Parfitt"
# What stands in the row of a table in which the keyboard is.
IN_ROW = "document.activeElement.closest('tr')?.textContent ?? ''"


@pytest.fixture
def named(screen):
    width = "wide" if screen["width"] > 400 else "phone"
    return lambda name: f"{width}-rj-{name}"


def test_a_referral_is_run_to_an_agreement_that_is_kept(reader, named):
    pc = reader("pc.staffordshire")
    reference = start(pc, named)
    consult(pc, reference, named)
    advise(reader("champion.staffordshire"), reference, named)
    submit(pc, reference, named)
    nrp = reader("nrp.staffordshire")
    ask(nrp, reference, named)
    answer(pc, reference)
    accept(nrp, reference, named)
    hold_a_panel(nrp, reference, named)
    keep_the_agreement(nrp, reference, named)
    ask_the_register(reader("control.staffordshire"), named)


def test_a_referral_is_declined_and_the_reason_is_back_with_the_officer(reader, named):
    nrp = reader("nrp.staffordshire")
    nrp.open("/tasks/?tab=team")
    nrp.follow_first("RJ referral")
    nrp.follow_first("R-2026", within=".govuk-summary-list")
    nrp.picture(named("received"))
    nrp.follow("Decline")
    nrp.fill("Why are you declining it?", "They meet every week at the allotments already.")
    nrp.press("Decline the referral")
    nrp.sees("Declined")

    pc = reader("pc.staffordshire")
    pc.open("/referrals/?tab=closed")
    pc.picture(named("closed"))
    pc.follow_first("Criminal damage")
    pc.sees("They meet every week at the allotments already.")
    pc.picture(named("declined"))


def put(pc, name, words):
    """Both sides have first names: by the name of the field."""
    pc.clicks += 1
    pc.page.locator(f"[name={name}]").fill(words)


@pytest.mark.parametrize("screen", [PHONE, PHONE_WITHOUT_SCRIPT], ids=["script", "no-script"])
def test_a_street_intervention_is_entered_in_fifteen_presses(reader, named):
    """From the register, on a phone: seven fields are typed into, and the rest is chosen."""
    pc = reader("pc.staffordshire")
    pc.open("/rj/")
    with pc.in_clicks(15):
        pc.follow("Record an intervention")
        pc.choose_from("What was it?", "Criminal damage")
        put(pc, "place", "Bus shelter, Corporation Street")
        put(pc, "summary", "Kicked a pane out of the shelter.")
        put(pc, "forenames", "Rhodri")
        put(pc, "surname", "Pentland")
        put(pc, "born_on", "3 2 09")
        pc.choose("Yes")
        put(pc, "harmed_surname", "Stafford Buses")
        pc.choose("Agreed, and done on the spot")
        put(pc, "done", "Apologised and swept up")
        pc.choose("It is a community resolution")
        pc.picture(named("street"))
        pc.press("Record it")
    pc.sees("is in the register", "Rhodri Pentland", "Agreement kept", "Apologised and swept up")
    pc.picture(named("entry"))
    pc.follow("History")
    pc.sees("Recorded an RJ intervention", "PC Leo Ashgrove")
    pc.picture(named("history"))


def test_the_register_is_asked_by_keyboard_alone(reader):
    control = reader("control.staffordshire")
    control.open("/rj/")
    keys = control.page.keyboard
    keys.type("liam corrigan 3 2 09")
    keys.press("Shift+Tab")
    keys.type(OFFICER)
    enter(control)
    control.sees("Say on the radio", "Liam Corrigan")
    while "CR/10482/26" not in control.page.evaluate(IN_ROW):
        keys.press("Tab")
    enter(control)
    control.sees("Kicked a pane out of the bus shelter.", "Who to ring")


def start(pc, named):
    pc.open("/referrals/")
    pc.picture(named("list"))
    pc.press("Start a referral")
    pc.choose_from("Offence or incident", "Criminal damage")
    pc.fill("When did it happen?", "yesterday")
    pc.fill("Where?", "Baswich Lane, Stafford")
    pc.fill("What happened?", "Broke a fence panel on the way home.")
    pc.choose("Admitted")
    pc.fill("First names", "Rowan")
    pc.fill("Surname", "Thistlewood")
    pc.fill("Date of birth", "12/9/1998")
    pc.picture(named("start"))
    pc.press("Start the referral")
    pc.sees("Draft", "Not yet")
    reference = pc.page.locator("main .ecins-figure").first.inner_text()
    pc.follow("Change Rowan Thistlewood")
    pc.fill("Address", "12 Baswich Lane, Stafford")
    agrees(pc)
    pc.press("Save")
    pc.follow("Add a person")
    pc.follow("Add somebody without a record")
    pc.choose_from("They are the", "Person harmed")
    pc.fill("First names", "Olwen")
    pc.fill("Surname", "Garside")
    agrees(pc)
    pc.picture(named("person"))
    pc.press("Save")
    pc.sees("Olwen Garside", "Agreed to take part")
    pc.picture(named("draft"))
    return reference


def find(someone, reference):
    """By its reference, in the search of every page."""
    someone.page.locator("header input[name=q]").fill(reference)
    enter(someone)


def enter(someone):
    with someone.page.expect_navigation():
        someone.page.keyboard.press("Enter")
    someone.look()


def agrees(pc):
    pc.fill("When?", "today")
    pc.choose_from("How?", "In person")


def consult(pc, reference, named):
    pc.follow("The RJ champion’s advice")
    pc.choose("PC Noor Haddow")
    pc.fill("What do you want to discuss?", "They are neighbours. Would you meet face to face?")
    pc.press("Ask for advice")
    pc.sees("Waiting")


def advise(champion, reference, named):
    champion.open("/")
    champion.follow(f"RJ champion’s advice: {reference}")
    champion.follow(reference)
    champion.picture(named("advice-asked"))
    champion.press("Advise")
    champion.choose("Suitable, with advice")
    champion.fill("Your advice", "See her at home first.")
    champion.picture(named("advise"))
    champion.press("Send the advice")
    champion.sees("See her at home first.")


def submit(pc, reference, named):
    find(pc, reference)
    pc.follow("Harm")
    pc.fill("What harm was done?", "A fence panel, about £60, and worry.")
    pc.fill("What does the person harmed hope for?", "That he repairs it himself.")
    pc.fill("What does the person responsible say about it?", "That he is ashamed of it.")
    pc.picture(named("form"))
    pc.press("Save and continue")
    for number in range(3):
        pc.page.get_by_role("radio", name="No", exact=True).nth(number).check()
    pc.fill("What could make a meeting unsafe?", "Nothing known.")
    pc.picture(named("checks"))
    pc.press("Save and continue")
    pc.press("Save and continue")
    pc.picture(named("check"))
    pc.press("Submit the referral")
    pc.sees("Waiting for an answer")


def ask(nrp, reference, named):
    nrp.open("/")
    nrp.open("/tasks/?tab=team")
    nrp.follow(f"RJ referral: {reference}")
    nrp.sees("Reports and forms", f"Referral {reference}.pdf")
    nrp.picture(named("task"))
    nrp.follow(reference)
    nrp.picture(named("to-decide"))
    nrp.follow("Ask for more information")
    nrp.fill("What do you need to know?", "Which evenings are they both free?")
    nrp.press("Ask the question")
    nrp.sees("More information asked")


def answer(pc, reference):
    pc.open("/")
    pc.follow(f"More about an RJ referral: {reference}")
    pc.follow(reference)
    pc.press("Answer the question")
    pc.fill("Your answer", "Tuesdays and Thursdays.")
    pc.press("Send the answer")
    pc.sees("Waiting for an answer")


def accept(nrp, reference, named):
    nrp.open("/referrals/?tab=received")
    nrp.picture(named("received-list"))
    find(nrp, reference)
    nrp.sees("Tuesdays and Thursdays.")
    nrp.press("Accept")
    nrp.picture(named("accept"))
    nrp.press("Accept and open the case")
    nrp.sees("Preparation", "Restorative justice, Criminal damage")
    nrp.picture(named("accepted"))


def hold_a_panel(nrp, reference, named):
    nrp.press("Plan a panel")
    nrp.fill("When?", "today")
    nrp.fill("Where?", "Library, Stafford")
    nrp.fill("Facilitator", "Wendy Parlour")
    nrp.picture(named("plan"))
    nrp.press("Plan the panel")
    nrp.press("Record the panel")
    nrp.choose("Agreement made")
    nrp.page.get_by_role("checkbox").first.check()
    nrp.page.get_by_role("checkbox").nth(1).check()
    nrp.fill("What was said and decided?", "He offered to rebuild it with her.")
    nrp.picture(named("panel"))
    nrp.press("Record the panel")
    nrp.press("Record the agreement")
    nrp.page.locator("[name=text_1]").fill("Rebuild the panel")
    nrp.page.locator("[name=due_on_1]").fill("in 2 weeks")
    nrp.page.locator("[name=text_2]").fill("A letter to her")
    nrp.page.locator("[name=due_on_2]").fill("in 3 weeks")
    nrp.picture(named("agreement"))
    nrp.press("Save the agreement")
    nrp.sees("Rebuild the panel", "A letter to her", "Agreement active")
    nrp.picture(named("terms"))


def keep_the_agreement(nrp, reference, named):
    for _ in range(2):
        nrp.follow_first("Done or not?")
        nrp.choose("Done")
        nrp.fill("How do you know?", "Seen on Thursday.")
        nrp.fill("When was the person harmed told?", "today")
        nrp.picture(named("term"))
        nrp.press("Save")
    nrp.press("The agreement was kept")
    for select in nrp.page.locator("select").all():
        select.select_option(label="Very satisfied")
    nrp.picture(named("kept"))
    nrp.press("The agreement was kept")
    nrp.sees("Agreement kept")
    nrp.press("Close the referral")
    nrp.choose("Close it too")
    nrp.picture(named("close"))
    nrp.press("Close the referral")
    nrp.sees("Closed")
    nrp.picture(named("closed-referral"))


def ask_the_register(control, named):
    control.open("/")
    control.picture(named("control-home"))
    control.open("/rj/")
    for words in ("Rowen Thistelwood", "12 9 98", "12 Baswich Lane"):
        control.fill("Has this person had restorative justice before?", words)
        control.fill("Asked by (officer)", OFFICER)
        enter(control)
        control.sees("agreement was kept.", "Rowan Thistlewood", "Say on the radio")
        control.picture(named(f"register-{words.split()[0]}"))
    control.fill("Has this person had restorative justice before?", "Nobody Atall")
    enter(control)
    control.sees("Nothing in the RJ register")
    control.picture(named("register-none"))
    control.fill("Has this person had restorative justice before?", "corrigan 3 2 09")
    enter(control)
    control.picture(named("register-corrigan"))

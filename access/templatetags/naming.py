"""Names in templates of a record's pages, through `names` in their context (access.naming)."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def writer(context, entry):
    """Who wrote an entry, and for which team, as far as the reader may know it."""
    return context["names"].writer(entry)


@register.simple_tag(takes_context=True)
def submitter(context, form):
    """Who submitted a form, and for which team, as far as the reader may know it."""
    return context["names"].submitter(form)


@register.simple_tag(takes_context=True)
def finisher(context, follow_up):
    """Who followed up on an entry, and for which team, as far as the reader may know it."""
    return context["names"].finisher(follow_up)


@register.simple_tag(takes_context=True)
def closer(context, case):
    """Who closed a case, as far as the reader may know it."""
    return context["names"].closer(case)


@register.simple_tag(takes_context=True)
def receiver(context, step):
    """The team or the person that a step moved a task to, as far as the reader may know them."""
    names = context["names"]
    if step.to_person is None:
        return names.team(step.to_team)
    return names.actor(step.to_person, step.to_team)


@register.simple_tag(takes_context=True)
def doer(context, action):
    """Who did an action of a case, or is to, as far as the reader may know it."""
    return context["names"].doer(action)

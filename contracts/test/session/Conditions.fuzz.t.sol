// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Target} from "../support/Target.sol";
import {Condition, Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Conditions on static arguments, with random values: the whole word is compared, so dirty bits cannot slip below a bound.
contract ConditionsFuzzTest is SessionTest {
    string private constant PLACE = "place(address,bytes4,bool,uint8)";

    function testFuzz_unsigned_passesWithinItsBoundsOnly(uint256 min, uint256 max, uint256 value) public {
        (min, max) = min < max ? (min, max) : (max, min);
        value = value % 3 == 0 ? value : value % 3 == 1 ? min : max;
        Grant memory grant = _open("play(uint256)", condition("1", "between", min, max));
        bytes memory data = abi.encodeCall(Target.play, (value));
        if (value >= min && value <= max) _allows(grant, data);
        else _refuses(grant, data, value);
    }

    function testFuzz_reverts_whenAnUnsignedIsOneBeyondItsBounds(uint256 min, uint256 max) public {
        min = bound(min, 1, type(uint256).max - 1);
        max = bound(max, min, type(uint256).max - 1);
        Grant memory grant = _open("play(uint256)", condition("1", "between", min, max));
        _refuses(grant, abi.encodeCall(Target.play, (min - 1)), min - 1);
        _refuses(grant, abi.encodeCall(Target.play, (max + 1)), max + 1);
    }

    function testFuzz_signed_passesWithinItsBoundsOnly(int256 min, int256 max, int256 value) public {
        (min, max) = min < max ? (min, max) : (max, min);
        value = value % 3 == 0 ? value : value % 3 == 1 ? min : max;
        Grant memory grant = _open("setLevel(int256)", condition("1", "between", uint256(min), uint256(max)));
        bytes memory data = abi.encodeCall(Target.setLevel, (value));
        if (value < min || value > max) return _refuses(grant, data, uint256(value));
        _allows(grant, data);
        assertEq(target.level(), value, "level");
    }

    function test_signed_minusOneIsBelowZero() public {
        Grant memory grant = _open("setLevel(int256)", condition("1", "between", 0, 10));
        _refuses(grant, abi.encodeCall(Target.setLevel, (-1)), type(uint256).max);
    }

    function testFuzz_address_pinnedToOne(address pinned, address other) public {
        vm.assume(pinned != other);
        Grant memory grant = _open(PLACE, condition("1", "one of", uint160(pinned)));
        _refuses(grant, abi.encodeCall(Target.place, (other, "", false, 0)), uint160(other));
        _allows(grant, abi.encodeCall(Target.place, (pinned, "", true, 9)));
    }

    function testFuzz_reverts_whenAnAddressHasDirtyUpperBits(address pinned, uint96 dirt) public {
        vm.assume(dirt != 0);
        uint256 dirty = uint160(pinned) | (uint256(dirt) << 160);
        bytes memory data = abi.encodeWithSelector(Target.place.selector, dirty, 0, 0, 0);
        _refuses(_open(PLACE, condition("1", "one of", uint160(pinned))), data, dirty);
        Grant memory grant = _granting(condition("1", "between", uint160(pinned), uint160(pinned)));
        grant.nonceKey = laneOf(8);
        enable(grant);
        _refuses(grant, data, dirty);
    }

    function testFuzz_bytesN_isComparedAsItStandsInTheWord(bytes4 pinned, bytes4 other) public {
        vm.assume(pinned != other);
        uint256 word = uint256(bytes32(pinned));
        Grant memory grant = _open(PLACE, condition("2", "one of", word));
        _allows(grant, abi.encodeCall(Target.place, (address(1), pinned, false, 0)));
        _refuses(grant, abi.encodeCall(Target.place, (address(1), other, false, 0)), uint256(bytes32(other)));
        _refuses(grant, abi.encodeWithSelector(Target.place.selector, 1, word | 1, 0, 0), word | 1);
    }

    function test_reverts_whenABoolIsNeitherZeroNorOne() public {
        Grant memory grant = _open(PLACE, condition("3", "between", 0, 1));
        _refuses(grant, abi.encodeWithSelector(Target.place.selector, 1, 0, 2, 0), 2);
    }

    function testFuzz_reverts_whenASmallIntegerHasDirtyUpperBits(uint8 value, uint248 dirt) public {
        vm.assume(dirt != 0);
        uint256 dirty = (uint256(dirt) << 8) | value;
        Grant memory grant = _open(PLACE, condition("4", "between", 0, 255));
        _refuses(grant, abi.encodeWithSelector(Target.place.selector, 1, 0, 0, dirty), dirty);
    }

    /// @dev Each has its own index in the errors, even two for one argument.
    function test_everyCondition_isChecked() public {
        Permission memory permission = permit(PLACE);
        permission.conditions = new Condition[](3);
        permission.conditions[0] = condition("1", "one of", 1);
        permission.conditions[1] = condition("4", "between", 2, 250);
        permission.conditions[2] = condition("4", "between", 0, 3);
        Grant memory grant = open(permission);
        _allows(grant, abi.encodeCall(Target.place, (address(1), "", false, 3)));
        _refuses(grant, abi.encodeCall(Target.place, (address(2), "", false, 3)), 2);
        _refuses(grant, abi.encodeCall(Target.place, (address(1), "", false, 1)), 1, 1);
        _refuses(grant, abi.encodeCall(Target.place, (address(1), "", false, 4)), 2, 4);
    }

    function testFuzz_reverts_whenTheArgumentIsCutOff(uint8 length) public {
        Grant memory grant = _open(PLACE, condition("4", "between", 0, 255));
        bytes memory data = abi.encodePacked(Target.place.selector, new bytes(uint256(length) % 128));
        expectRefused(
            use(grant, single(address(target), 0, data), hint(0)),
            abi.encodeWithSelector(ISessionValidator.CallArgumentMissing.selector, 0, 4 + 3 * 32, data.length)
        );
    }

    function _granting(Condition memory one) private view returns (Grant memory) {
        Permission memory permission = permit(PLACE);
        permission.conditions = only(one);
        return unpaid(grantOf(permission));
    }

    function _open(string memory text, Condition memory one) private returns (Grant memory) {
        Permission memory permission = permit(text);
        permission.conditions = only(one);
        return open(permission);
    }

    function _allows(Grant memory grant, bytes memory data) private {
        uint256 left = sessionNow(grant).actionsLeft;
        handle(use(grant, single(address(target), 0, data), hint(0)));
        assertEq(sessionNow(grant).actionsLeft, left - 1, "validated and counted");
    }

    function _refuses(Grant memory grant, bytes memory data, uint256 seen) private {
        _refuses(grant, data, 0, seen);
    }

    function _refuses(Grant memory grant, bytes memory data, uint256 which, uint256 seen) private {
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.CallArgumentRefused.selector, 0, which, seen);
        expectRefused(use(grant, single(address(target), 0, data), hint(0)), reason);
    }
}

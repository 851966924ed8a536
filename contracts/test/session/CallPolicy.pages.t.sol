// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CallPolicy} from "../../src/session/CallPolicy.sol";
import {ArgumentBound, Grant, Permission} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";
import {Target} from "../support/Target.sol";

/// @dev Rules stand five to a word. Which page and which place a function is on changes nothing of what it may do.
contract PagesTest is StackTest {
    address internal other;

    function setUp() public override {
        super.setUp();
        other = address(new Target());
    }

    /// @dev Two targets in turn, as many functions as a grant holds, each with rules of its own by its number.
    function testFuzz_everyFunction_keepsItsRules(uint8 count, uint256 seed) public {
        Grant memory grant = _grantOf(bound(count, 1, 32), seed);
        enable(grant);
        for (uint256 i = 0; i < grant.permissions.length; ++i) {
            Permission memory permission = grant.permissions[i];
            CallPolicy.PermissionRule memory rule = _ruleOf(permission.target, permission.functionSignature);
            assertTrue(rule.granted, "granted");
            assertEq(rule.maxValue, permission.maxValue, "value");
            assertEq(rule.spendWord, permission.spendArgument, "spend word");
            assertEq(rule.boundCount, permission.bounds.length, "bounds");
            address elsewhere = permission.target == other ? address(target) : other;
            assertFalse(_ruleOf(elsewhere, permission.functionSignature).granted, "of its own target only");
        }
        assertFalse(_ruleOf(address(target), "forbidden()").granted, "nothing else");
    }

    /// @dev `play` on every place of three pages: it is called, its neighbour on the same target is not.
    function test_everyPlace_isEnforced() public {
        for (uint256 place = 0; place < 12; ++place) {
            uint256 state = vm.snapshotState();
            Grant memory grant = _grantOf(12, 0);
            for (uint256 i = 0; i < 12; ++i) {
                grant.permissions[i].target = address(target);
            }
            grant.permissions[place] = permit("play(uint256)", 1, 0);
            enable(grant);
            expectCallsRefused(
                single(address(target), 0, abi.encodeCall(Target.forbidden, ())),
                abi.encodeWithSelector(
                    ISessionValidator.CallNotPermitted.selector, 0, address(target), Target.forbidden.selector
                )
            );
            expectCallsRefused(
                single(other, 0, abi.encodeCall(Target.play, (1))),
                abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, 0, other, Target.play.selector)
            );
            expectCallsRefused(
                single(address(target), 2, abi.encodeCall(Target.play, (1))),
                abi.encodeWithSelector(ISessionValidator.CallValueAboveLimit.selector, 0, 2, 1)
            );
            vm.deal(address(account), 1);
            handle(signUse(operation(single(address(target), 1, abi.encodeCall(Target.play, (3))))));
            assertEq(target.played(), 3, "called");
            vm.revertToState(state);
        }
    }

    /// @dev The second text of the same function, on whatever pages the two stand.
    function testFuzz_reverts_whenAFunctionIsNamedAgain(uint8 first, uint8 second) public {
        Grant memory grant = _grantOf(32, 0);
        (first, second) = (first % 32, second % 32);
        vm.assume(first != second);
        grant.permissions[first] = permit("play(uint256)", 0, 0);
        grant.permissions[second] = permit("play(uint256)", 1, 0);
        bytes memory signature = signGrant(grant);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISessionValidator.PermissionDuplicate.selector, address(target), Target.play.selector
            )
        );
        validator.enable(grant, signature);
    }

    /// @dev The selector 0x00000000 is one like any other: this text of it is the best known.
    function test_selectorZero_isGrantedOnlyWhenItIsNamed() public {
        string memory text = "wycpnbqcyf()";
        assertEq(bytes4(keccak256(bytes(text))), bytes4(0), "it has the selector zero");
        enable(grantOf(permit("play(uint256)", 0, 0)));
        assertFalse(_ruleOf(address(target), text).granted, "not named");
        Grant memory grant = grantOf(permit(text, 0, 0));
        grant.sessionKey = sessionKeyBytes(THIEF_KEY);
        enable(grant);
        bytes32 session = keccak256(grant.sessionKey);
        assertTrue(validator.ruleOf(address(account), session, address(target), 0).granted, "named");
    }

    /// @dev The place of an amount is kept in eight bits.
    function test_spendArgument_isAmongTheFirst255Words() public {
        Grant memory grant = grantOf(permit("f(uint256[127][2],uint8)", 0, 2));
        enable(grant);
        assertEq(_ruleOf(address(target), "f(uint256[127][2],uint8)").spendWord, 255, "the last that fits");
        string memory text = "f(uint256[127][2],bool,uint8)";
        grant = grantOf(permit(text, 0, 3));
        grant.sessionKey = sessionKeyBytes(THIEF_KEY);
        bytes memory signature = signGrant(grant);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.ArgumentNotBoundable.selector, text, 3));
        validator.enable(grant, signature);
    }

    function _grantOf(uint256 count, uint256 seed) private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.permissions = new Permission[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            string memory text = string.concat("f", vm.toString(i), "(uint256,uint256)");
            grant.permissions[i] = permit(text, draw % 3 == 0 ? uint128(draw >> 128) : 0, uint8(draw >> 8) % 3);
            if (draw >> 255 == 1) grant.permissions[i].target = other;
            grant.permissions[i].bounds = new ArgumentBound[](draw % 5 == 0 ? uint8(draw >> 16) % 9 : 0);
            for (uint256 j = 0; j < grant.permissions[i].bounds.length; ++j) {
                grant.permissions[i].bounds[j] = ArgumentBound(1, 0, j);
            }
        }
    }

    function _ruleOf(address to, string memory text) private view returns (CallPolicy.PermissionRule memory) {
        return validator.ruleOf(address(account), sessionId(), to, bytes4(keccak256(bytes(text))));
    }
}

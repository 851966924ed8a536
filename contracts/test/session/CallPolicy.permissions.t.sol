// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7579ModuleConfig} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {ArgumentBound, Grant, Permission} from "../../src/session/Grant.sol";
import {CallPolicy} from "../../src/session/CallPolicy.sol";
import {FunctionSignature} from "../../src/session/FunctionSignature.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {BareAccount} from "../support/BareAccount.sol";
import {AnyModule} from "../support/Modules.sol";
import {StackTest} from "../support/StackTest.sol";
import {Target} from "../support/Target.sol";

/// @dev What may stand in a grant's permissions at all.
contract PermissionsTest is StackTest {
    function test_reverts_whenTheTargetIsTheAccount() public {
        _expectTargetForbidden(address(account));
    }

    function test_reverts_whenTheTargetIsZero() public {
        _expectTargetForbidden(address(0));
    }

    function test_reverts_whenTheTargetIsTheModule() public {
        _expectTargetForbidden(address(validator));
    }

    function test_reverts_whenTheTargetIsTheEntryPoint() public {
        _expectTargetForbidden(address(entryPoint));
    }

    function test_reverts_whenTheTargetIsAnotherInstalledValidator() public {
        _expectTargetForbidden(_install(1));
    }

    function test_reverts_whenTheTargetIsAnInstalledExecutor() public {
        _expectTargetForbidden(_install(2));
    }

    /// @dev The module, the account and the EntryPoint are out of reach whatever the account says of its modules.
    function test_reverts_whenTheTargetIsForbidden_onAnAccountThatKnowsNoModules() public {
        address bare = address(new BareAccount());
        address[4] memory forbidden = [address(0), bare, address(validator), address(entryPoint)];
        Grant memory grant = makeGrant();
        grant.account = bare;
        grant.epoch = 0;
        for (uint256 i = 0; i < 4; ++i) {
            grant.permissions[0].target = forbidden[i];
            vm.expectRevert(abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, forbidden[i]));
            validator.enable(grant, "");
        }
        grant.permissions[0].target = address(factory);
        validator.enable(grant, "");
    }

    /// @dev PlayerAccount takes no hooks, other ERC-7579 accounts do; what matters here is that they are asked.
    function test_reverts_whenTheTargetIsAnInstalledHook() public {
        bytes memory question = abi.encodeCall(IERC7579ModuleConfig.isModuleInstalled, (4, address(target), ""));
        vm.mockCall(address(account), question, abi.encode(true));
        _expectRefused(
            makeGrant(), abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, address(target))
        );
    }

    function test_aModuleThatIsNotInstalled_isATargetLikeAnyOther() public {
        Permission memory permission = permit("play(uint256)", 0, 0);
        permission.target = address(new AnyModule(1));
        enable(grantOf(permission));
    }

    /// @dev Each place is looked at: the first, the last, behind a good one, between two of one target.
    function testFuzz_reverts_whenAForbiddenTargetStandsAnywhere(uint8 place, uint8 which) public {
        address[4] memory forbidden = [address(0), address(account), address(validator), address(entryPoint)];
        Grant memory grant = makeGrant();
        grant.permissions = new Permission[](4);
        for (uint256 i = 0; i < 4; ++i) {
            grant.permissions[i] = permit(string.concat("f", vm.toString(i), "()"), 0, 0);
        }
        grant.permissions[place % 4].target = forbidden[which % 4];
        _expectRefused(
            grant, abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, forbidden[which % 4])
        );
    }

    function test_reverts_whenThereIsNoPermission() public {
        Grant memory grant = makeGrant();
        grant.permissions = new Permission[](0);
        _expectRefused(grant, abi.encodeWithSelector(ISessionValidator.GrantPermissionCount.selector, 0, 1, 32));
    }

    function test_permissions_areAtMostThirtyTwo() public {
        enable(_grantOfMany(32));
        Grant memory grant = _grantOfMany(33);
        grant.sessionKey = sessionKeyBytes(THIEF_KEY);
        _expectRefused(grant, abi.encodeWithSelector(ISessionValidator.GrantPermissionCount.selector, 33, 1, 32));
    }

    function test_reverts_whenAFunctionIsNamedTwice() public {
        Grant memory grant = makeGrant();
        grant.permissions[1] = permit("play(uint256)", 1 ether, 0);
        _expectRefused(
            grant,
            abi.encodeWithSelector(
                ISessionValidator.PermissionDuplicate.selector, address(target), Target.play.selector
            )
        );
    }

    function test_oneFunction_ofTwoTargets_isTwoPermissions() public {
        Grant memory grant = makeGrant();
        grant.permissions[1] = permit("play(uint256)", 7, 0);
        grant.permissions[1].target = address(new Target());
        enable(grant);
        CallPolicy.PermissionRule memory rule =
            validator.ruleOf(address(account), sessionId(), grant.permissions[1].target, Target.play.selector);
        assertTrue(rule.granted, "granted");
        assertEq(rule.maxValue, 7, "its own limit");
    }

    function test_ruleOf_saysAllThatIsEnforced() public {
        Grant memory grant = grantOf(permit("spend(uint256,uint256)", 7, 2));
        grant.permissions[0].bounds = new ArgumentBound[](3);
        for (uint256 i = 0; i < 3; ++i) {
            grant.permissions[0].bounds[i] = ArgumentBound(1, 0, i);
        }
        enable(grant);
        CallPolicy.PermissionRule memory rule =
            validator.ruleOf(address(account), sessionId(), address(target), Target.spend.selector);
        assertTrue(rule.granted, "granted");
        assertEq(rule.spendWord, 2, "second word, counted from one");
        assertEq(rule.boundCount, 3, "bounds");
        assertEq(rule.maxValue, 7, "value");
        rule = validator.ruleOf(address(account), sessionId(), address(target), Target.play.selector);
        assertEq(abi.encode(rule), new bytes(128), "nothing of a function that was not granted");
    }

    function test_reverts_whenTheTextIsNotAFunction() public {
        _expectRefused(
            grantOf(permit("play(uint)", 0, 0)),
            abi.encodeWithSelector(FunctionSignature.FunctionSignatureInvalid.selector, "play(uint)", 9)
        );
    }

    /// @dev Every position, since of 256 only a few are arguments: drawn by lot they would be missed.
    function test_reverts_whenTheSpendArgumentIsNoUnsignedInteger() public {
        string memory text = "f(uint256,int256,address,bool,bytes32,bytes,string,uint256[],uint256[2])";
        for (uint256 position = 2; position <= type(uint8).max; ++position) {
            _expectRefused(
                grantOf(permit(text, 0, uint8(position))),
                abi.encodeWithSelector(ISessionValidator.ArgumentNotBoundable.selector, text, position)
            );
        }
    }

    function test_reverts_whenABoundIsOnNoStaticArgument() public {
        string memory text = "f(bytes,string,uint256[],uint256[2],bytes[2],uint8)";
        for (uint256 position = 0; position <= type(uint8).max; ++position) {
            if (position == 6) continue;
            _expectRefused(
                _bounded(text, ArgumentBound(uint8(position), 0, 1)),
                abi.encodeWithSelector(ISessionValidator.ArgumentNotBoundable.selector, text, position)
            );
        }
    }

    /// @dev Positions count from one.
    function test_reverts_whenABoundIsOnArgumentZero() public {
        _expectRefused(
            _bounded("f(uint256)", ArgumentBound(0, 0, 1)),
            abi.encodeWithSelector(ISessionValidator.ArgumentNotBoundable.selector, "f(uint256)", 0)
        );
    }

    function testFuzz_reverts_whenABoundIsEmpty(uint256 min, uint256 max) public {
        vm.assume(min != max);
        (min, max) = min > max ? (min, max) : (max, min);
        _expectRefused(
            _bounded("f(uint256)", ArgumentBound(1, min, max)),
            abi.encodeWithSelector(ISessionValidator.ArgumentBoundEmpty.selector, 1, min, max)
        );
    }

    function test_bounds_ofASignedArgument_areComparedSigned() public {
        enable(_bounded("f(int8)", ArgumentBound(1, uint256(int256(-5)), 5)));
        Grant memory grant = _bounded("f(int8)", ArgumentBound(1, 5, uint256(int256(-5))));
        grant.sessionKey = sessionKeyBytes(THIEF_KEY);
        _expectRefused(
            grant, abi.encodeWithSelector(ISessionValidator.ArgumentBoundEmpty.selector, 1, 5, uint256(int256(-5)))
        );
    }

    function test_bounds_areAtMostEight() public {
        Grant memory grant = grantOf(permit("f(uint256)", 0, 0));
        grant.permissions[0].bounds = new ArgumentBound[](9);
        _expectRefused(grant, abi.encodeWithSelector(ISessionValidator.PermissionBoundCount.selector, 9, 8));
        grant.permissions[0].bounds = new ArgumentBound[](8);
        for (uint256 i = 0; i < 8; ++i) {
            grant.permissions[0].bounds[i] = ArgumentBound(1, i, 100);
        }
        enable(grant);
    }

    function _install(uint256 moduleType) private returns (address module) {
        module = address(new AnyModule(moduleType));
        ownerCalls(address(account), abi.encodeCall(account.installModule, (moduleType, module, "")));
    }

    function _grantOfMany(uint256 count) private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.permissions = new Permission[](count);
        for (uint256 i = 0; i < count; ++i) {
            grant.permissions[i] = permit(string.concat("f", vm.toString(i), "()"), 0, 0);
        }
    }

    function _bounded(string memory text, ArgumentBound memory limit) private view returns (Grant memory grant) {
        grant = grantOf(permit(text, 0, 0));
        grant.permissions[0].bounds = new ArgumentBound[](1);
        grant.permissions[0].bounds[0] = limit;
    }

    function _expectTargetForbidden(address forbidden) private {
        Permission memory permission = permit("play(uint256)", 0, 0);
        permission.target = forbidden;
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, forbidden);
        Grant memory grant = grantOf(permission);
        _expectRefused(grant, reason);
        expectRefused(signFirst(operation(callPlay(1)), grant), reason);
    }

    function _expectRefused(Grant memory grant, bytes memory reason) private {
        bytes memory signature = signGrant(grant);
        vm.expectRevert(reason);
        validator.enable(grant, signature);
    }
}

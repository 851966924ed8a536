// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {AcceptAllPaymaster} from "../gas/AcceptAllPaymaster.sol";
import {Bazaar} from "../../src/game/Bazaar.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {GameSession} from "./GameSession.sol";
import {PermitPuller} from "./PermitPuller.sol";

/// @dev Injected script uses a guest's device key to steal the Sand: as the owner, by a grant, or by a signature. Every theft
/// in every form and at every time is in account/Thief.t.sol; this contract covers the game.
contract ConfinementTest is GameSession {
    AcceptAllPaymaster private _payer;
    Bazaar private _bazaar;
    PermitPuller private _permit;

    function setUp() public override {
        super.setUp();
        _payer = new AcceptAllPaymaster();
        entryPoint.depositTo{value: 1 ether}(address(_payer));
        _bazaar = Bazaar(vm.deployCode("Bazaar.sol:Bazaar", abi.encode(items, sand)));
        _permit = new PermitPuller(sand);
    }

    function ownerBytes() internal view override returns (bytes memory) {
        return signerBytes(OWNER_KEY);
    }

    function signAsOwner(bytes32 digest) internal pure override returns (bytes memory) {
        return signP256(OWNER_KEY, digest);
    }

    /// @dev By ERC-7579's single call and batch, packed, and packed after a step.
    function test_theOwnersCalls_reachTheGameAndNothingElse() public {
        (address[] memory targets, bytes[] memory thefts) = _thefts();
        for (uint256 i = 0; i < thefts.length; ++i) {
            Execution[] memory one = new Execution[](1);
            one[0] = Execution(targets[i], 0, thefts[i]);
            Execution[] memory hidden = new Execution[](2);
            hidden[0] = Execution(address(game), 0, abi.encodeCall(game.move, (hex"02")));
            hidden[1] = one[0];
            bytes4 execute = account.execute.selector;
            expectRefused(_byOwner(single(targets[i], 0, thefts[i])), _confined(address(account), execute));
            expectRefused(_byOwner(batch(one)), _confined(address(account), execute));
            expectRefused(_byOwner(packed(one)), _confined(targets[i], bytes4(thefts[i])));
            expectRefused(_byOwner(packed(hidden)), _confined(targets[i], bytes4(thefts[i])));
        }
        Execution[] memory step = new Execution[](1);
        step[0] = Execution(address(game), 0, abi.encodeCall(game.move, (hex"02")));
        handle(_byOwner(packed(step)));
        assertEq(grainsUsed(), 1, "it may play");
    }

    /// @dev A grant cannot be used to get around what the owner may not call.
    function test_theOwnersGrants_reachTheGameAndNothingElse() public {
        string[4] memory texts = [
            "transfer(address,uint256)",
            "approve(address,uint256)",
            "setApprovalForAll(address,bool)",
            "list(uint256,uint256,uint256)"
        ];
        address[4] memory targets = [address(sand), address(sand), address(items), address(_bazaar)];
        for (uint256 i = 0; i < 4; ++i) {
            Grant memory grant = makeGameGrant();
            // After functions of the game, as a replaced page would ask for it.
            grant.permissions[9].target = targets[i];
            grant.permissions[9].functionSignature = texts[i];
            bytes memory reason =
                abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, targets[i]);
            expectRefused(first(grant, callMove(hex"02"), hint(ruleOf(grant, "move(bytes)"))), reason);
        }
        Grant memory good = makeGameGrant();
        handle(first(good, callMove(hex"02"), hint(ruleOf(good, "move(bytes)"))));
        assertEq(grainsUsed(), 1, "a grant of the game plays");
    }

    /// @dev Permit2 was never approved, and could not be. Even with approval its orders are void: plain, and bound to the
    /// account.
    function test_ordersSignedByTheDeviceKey_areInvalid() public {
        vm.prank(address(account));
        sand.approve(address(_permit), type(uint256).max);
        bytes32 order = _permit.hashOrder(address(account), bundler);
        bytes[2] memory forms = [signAsOwner(order), signAsOwner(_personal(order))];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(PermitPuller.OrderInvalid.selector);
            _permit.pull(address(account), forms[i], bundler);
        }
        assertEq(sand.balanceOf(address(account)), 100 ether, "nothing was pulled");
        // The same signature is valid when the account belongs to a wallet.
        account = PlayerAccount(payable(factory.createAccount(abi.encodePacked(vm.addr(OWNER_KEY)), 0)));
        assertEq(
            account.isValidSignature(order, signSecp(OWNER_KEY, _personal(order))),
            IERC1271.isValidSignature.selector,
            "of an owner that is no device key"
        );
    }

    /// @dev The market is not a play target: only an owner that is not a device key can call it.
    function test_theMarket_isNoPlayTarget() public view {
        assertTrue(account.isPlayTarget(address(game)), "the game");
        address[5] memory others = [address(_bazaar), address(sand), address(items), address(account), address(0)];
        for (uint256 i = 0; i < 5; ++i) {
            assertFalse(account.isPlayTarget(others[i]), "nothing else");
        }
    }

    function _thefts() private view returns (address[] memory targets, bytes[] memory thefts) {
        (targets, thefts) = (new address[](6), new bytes[](6));
        (targets[0], thefts[0]) = (address(sand), abi.encodeCall(sand.transfer, (bundler, 1)));
        (targets[1], thefts[1]) = (address(sand), abi.encodeCall(sand.approve, (bundler, 1)));
        (targets[2], thefts[2]) = (address(items), abi.encodeCall(items.setApprovalForAll, (bundler, true)));
        (targets[3], thefts[3]) =
        (address(items), abi.encodeCall(items.safeTransferFrom, (address(account), bundler, RELIC, 1, "")));
        (targets[4], thefts[4]) = (address(_bazaar), abi.encodeCall(_bazaar.list, (RELIC, 1, 1)));
        (targets[5], thefts[5]) =
        (address(account), abi.encodeCall(account.execute, (bytes32(0), abi.encodePacked(sand))));
    }

    function _byOwner(bytes memory callData) private view returns (PackedUserOperation memory op) {
        op = ownerOperation(callData);
        op.paymasterAndData = abi.encodePacked(_payer, uint128(100_000), uint128(0));
        op.signature = signAsOwner(entryPointHash(op));
    }

    function _confined(address to, bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(PlayerAccount.AccountConfined.selector, to, selector);
    }

    /// @dev What an owner signs for a message that an outsider presents, bound to the account (ERC-7739).
    function _personal(bytes32 hash) private view returns (bytes32) {
        (, string memory name, string memory version,,,,) = account.eip712Domain();
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                block.chainid,
                address(account)
            )
        );
        bytes32 inner = keccak256(abi.encode(keccak256("PersonalSign(bytes prefixed)"), hash));
        return keccak256(abi.encodePacked(hex"1901", domain, inner));
    }
}

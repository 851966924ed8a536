// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {Target} from "../support/Target.sol";
import {Grant} from "../../src/session/Grant.sol";
import {GasTest} from "./GasTest.sol";

/// @dev What each thing costs, written down in contracts/snapshots; `npm test` fails when a number moves, and
/// `npm run gas` writes them anew.
/// forge-config: default.isolate = true
contract P256GasTest is GasTest {
    function group() internal pure virtual override returns (string memory) {
        return "p256";
    }

    /// @dev Deploys the account, enables ten permissions, shows the voucher, and plays.
    function test_grantAndFirstAction() public {
        (PackedUserOperation memory op,) = _first();
        send("grant and first action", op);
    }

    function test_renew() public {
        prepare(signFirst(operation(single(address(counter), 0, tick())), gameGrant()));
        Grant memory grant = gameGrant();
        grant.sessionKey = sessionKeyBytes(THIEF_KEY);
        PackedUserOperation memory op = operation(single(address(counter), 0, tick()));
        op.signature = abi.encodePacked(
            hex"01", abi.encode(grant, signGrant(grant), signAsSession(THIEF_KEY, entryPointHash(op)))
        );
        send("renew and first action", op);
    }

    function test_steady() public {
        _enable();
        send("action", steady(address(counter), tick()));
        send("step of the game", steady(address(game), step(1)));
        send("batch of 10", steady(ticks(10)));
        send("batch of 50", steady(ticks(50)));
        send("path of 32 steps", steady(address(game), _path()));
    }

    function test_ends() public {
        _enable();
        bytes memory signature = signAsSession(SESSION_KEY, validator.hashRevoke(address(account), sessionId()));
        uint256 state = vm.snapshotState();
        sendPlain(
            "revoke by the session key",
            address(validator),
            abi.encodeCall(validator.revokeBySessionKey, (address(account), sessionKeyBytes(), signature))
        );
        vm.revertToState(state);
        signature = signAsOwner(validator.hashRevoke(address(account), sessionId()));
        sendPlain(
            "revoke by the owner",
            address(validator),
            abi.encodeCall(validator.revokeByOwner, (address(account), sessionId(), signature))
        );
        signature = signAsOwner(validator.hashRevokeAll(address(account), 1));
        sendPlain(
            "revoke all by the owner",
            address(validator),
            abi.encodeCall(validator.revokeAllByOwner, (address(account), 1, signature))
        );
    }

    /// @dev In the owner's lane, with a voucher for this one operation.
    function test_ownerAction() public {
        _enable();
        for (uint256 i = 0; i < 2; ++i) {
            PackedUserOperation memory op = signOwner(operation(single(address(counter), 0, tick())));
            op.paymasterAndData = sponsoredOnce(op, SPONSOR_KEY);
            op.signature = signAsOwner(entryPointHash(op));
            if (i == 0) prepare(op);
            else send("owner action", op);
        }
    }

    /// @dev A sponsored session operation with all rules on, against a bare one that is checked by nobody.
    function test_ratio_isAtMost1_35() public virtual {
        _enable();
        prepare(bare(address(counter), tick()));
        uint256 action = send("ratio: action", steady(address(counter), tick()));
        uint256 bareAction = send("ratio: bare action", bare(address(counter), tick()));
        prepare(bare(address(game), step(0)));
        uint256 played = send("ratio: step", steady(address(game), step(1)));
        uint256 barePlayed = send("ratio: bare step", bare(address(game), step(1)));
        assertLe(played * 100, barePlayed * 135, "a step of the game");
        // The less an action does, the more of it is the session: this is the worst case there is.
        assertLe(action * 100, bareAction * 135, "the smallest action");
    }

    /// @dev The mempool takes 8,192 bytes of `signature` and all the rest together at most.
    function test_firstOperation_isFarBelowWhatTheMempoolTakes() public view {
        (PackedUserOperation memory op,) = _first();
        uint256 size = abi.encode(op).length;
        assertLe(size, 5_120, "bytes, encoded for the EntryPoint");
    }

    /// @dev An account that is not there yet, ten permissions.
    function _first() private view returns (PackedUserOperation memory op, Grant memory grant) {
        address born = factory.getAddress(ownerBytes(), "new");
        op = operation(single(address(counter), 0, tick()));
        op.sender = born;
        op.nonce = uint256(lane()) << 64;
        op.initCode =
            abi.encodePacked(factory, abi.encodeCall(PlayerAccountFactory.createAccount, (ownerBytes(), "new")));
        grant = gameGrant();
        grant.account = born;
        grant.epoch = 1;
        op = _withVoucher(op, born);
        return (signFirst(op, grant), grant);
    }

    function _withVoucher(PackedUserOperation memory op, address born)
        private
        view
        returns (PackedUserOperation memory)
    {
        op.paymasterAndData = sponsored(voucherFor(born));
        return op;
    }

    /// @dev The session is enabled, the voucher shown, and the player on the island.
    function _enable() internal {
        prepare(signFirst(operation(single(address(game), 0, step(0))), gameGrant()));
        prepare(steady(address(counter), tick()));
    }

    function _path() private pure returns (bytes memory) {
        bytes memory path = new bytes(32);
        for (uint256 i = 0; i < 32; ++i) {
            path[i] = bytes1(uint8(i % 2 == 0 ? 1 : 3));
        }
        return abi.encodeWithSignature("move(bytes)", path);
    }
}

/// forge-config: default.isolate = true
contract Secp256k1GasTest is P256GasTest {
    function group() internal pure override returns (string memory) {
        return "secp256k1";
    }

    function sessionKeyBytes(uint256 key) internal pure override returns (bytes memory) {
        return abi.encodePacked(vm.addr(key));
    }

    function signAsSession(uint256 key, bytes32 digest) internal pure override returns (bytes memory) {
        return signSecp(key, digest);
    }
}

/// @dev What the same actions cost without sessions.
/// forge-config: default.isolate = true
contract BaselineGasTest is GasTest {
    function group() internal pure override returns (string memory) {
        return "baseline";
    }

    function test_plainCalls() public {
        vm.prank(bundler, bundler);
        counter.tick(1);
        sendPlain("plain action", address(counter), tick());
        vm.prank(bundler, bundler);
        game.move(hex"01");
        sendPlain("plain step of the game", address(game), step(1));
    }

    function test_bareOperations() public {
        send("bare deploying action", bare(address(counter), tick()));
        send("bare action", bare(address(counter), tick()));
        prepare(bare(address(game), step(0)));
        send("bare step of the game", bare(address(game), step(1)));
    }
}
